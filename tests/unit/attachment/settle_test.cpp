#include "core/attachment/fetch.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace std::chrono_literals;
using attachment::Fetched;
using Kind = Fetched::Kind;

namespace {

constexpr TimePoint now = from_millis(1'795'000'000'000);

Fetched fetched(Kind kind)
{
    Fetched made;
    made.kind = kind;
    made.error = "why";
    return made;
}

} // namespace

TEST_CASE("what has content to keep is fetched, and nothing without a source")
{
    using K = AttachmentKind;
    for (const K kind :
         {K::photo, K::video, K::audio, K::voice, K::document, K::sticker, K::location, K::contact, K::link}) {
        Attachment said;
        said.kind = kind;
        CHECK_FALSE(attachment::is_fetched(said));
        said.source = "x";
        CHECK(attachment::is_fetched(said) == (kind <= K::document));
    }
}

TEST_CASE("a file is tried again with growing pauses, and one day given up")
{
    AttachedFile file;
    Duration before{0};
    for (int attempt = 1; attempt < attachment::most_attempts; ++attempt) {
        file = attachment::settle(file, fetched(Kind::temporary), now, 0);
        CHECK(file.state == FileState::waiting);
        CHECK(file.attempts == attempt);
        CHECK(file.last_error == "why");
        CHECK((file.next_at - now > before || file.next_at - now == attachment::longest_back_off));
        before = file.next_at - now;
    }
    CHECK(before == attachment::longest_back_off);
    file = attachment::settle(file, fetched(Kind::temporary), now, 0);
    CHECK(file.state == FileState::failed);
    const auto jittered = attachment::settle(AttachedFile{}, fetched(Kind::temporary), now, 0.99);
    CHECK(jittered.next_at - now < 5s);
    CHECK(jittered.next_at - now > 3s);
}

TEST_CASE("what cannot get better is given up at once")
{
    for (const Kind kind : {Kind::gone, Kind::too_large, Kind::not_allowed})
        CHECK(attachment::settle(AttachedFile{}, fetched(kind), now, 0).state == FileState::failed);
}

TEST_CASE("what is stored bears its name, and no error")
{
    auto good = fetched(Kind::stored);
    good.sha256 = "ab";
    good.mime = "image/png";
    good.bytes = 3;
    const auto file = attachment::settle(AttachedFile{}, good, now, 0);
    CHECK(file.state == FileState::stored);
    CHECK(file.sha256 == "ab");
    CHECK(file.mime == "image/png");
    CHECK(file.bytes == 3);
    CHECK(file.last_error.empty());
}
