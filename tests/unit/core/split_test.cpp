#include "core/outbox/split.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace langnghe;

namespace {

const OutboxFile photo{"aa", "a.jpg", AttachmentKind::photo, "image/jpeg", 1};
const OutboxFile paper{"bb", "b.pdf", AttachmentKind::document, "application/pdf", 1};

ChannelTraits telegram_like()
{
    ChannelTraits traits;
    traits.files = 3;
    traits.files_with_buttons = 1;
    traits.photo_caption = 5;
    traits.file_caption = 5;
    return traits;
}

Letter letter(std::string text, std::vector<OutboxFile> files)
{
    Letter made;
    made.text = std::move(text);
    made.files = std::move(files);
    made.reply_to = "7";
    return made;
}

// "text+photos/papers" of each part.
std::vector<std::string> shape(const Letter& whole, const ChannelTraits& traits)
{
    std::vector<std::string> parts;
    for (const Letter& part : outbox::split(whole, traits)) {
        std::string what = part.text + "+";
        for (const OutboxFile& file : part.files)
            what += file == photo ? 'p' : 'd';
        if (!part.buttons.empty())
            what += '*';
        if (!part.reply_to.empty())
            what += '^';
        parts.push_back(what);
    }
    return parts;
}

using Shape = std::vector<std::string>;

} // namespace

TEST_CASE("words stand with the first files when they fit, and go ahead of them when they do not")
{
    const auto traits = telegram_like();
    CHECK(shape(letter("short", {photo, photo}), traits) == Shape{"short+pp^"});
    CHECK(shape(letter("longer", {photo, photo}), traits) == Shape{"longer+^", "+pp"});
    CHECK(shape(letter("", {photo}), traits) == Shape{"+p^"});
    CHECK(shape(letter("Đ𝄞ơi!", {photo}), traits) == Shape{"Đ𝄞ơi!+^", "+p"}); // 6 units
    CHECK(shape(letter("short", {}), traits) == Shape{"short+^"});
}

TEST_CASE("photos and other files go apart, no more than one message carries, in their order")
{
    const auto traits = telegram_like();
    CHECK(shape(letter("x", {photo, paper, photo}), traits) == Shape{"x+p^", "+d", "+p"});
    CHECK(shape(letter("x", {photo, photo, photo, photo, paper}), traits) == Shape{"x+ppp^", "+p", "+d"});
}

TEST_CASE("buttons stay with the words")
{
    auto with = letter("x", {photo});
    with.buttons = {{"Có", "yes", ""}};
    CHECK(shape(with, telegram_like()) == Shape{"x+p*^"});
    with.files = {photo, photo};
    CHECK(shape(with, telegram_like()) == Shape{"x+*^", "+pp"});
}

TEST_CASE("a channel without files carries the words alone")
{
    CHECK(shape(letter("x", {photo}), ChannelTraits{}) == Shape{"x+^"});
    CHECK(shape(letter("", {photo}), ChannelTraits{}).empty());
}

TEST_CASE("words longer than one message go on in the next, and their ends are where somebody would breathe")
{
    ChannelTraits traits = telegram_like();
    traits.longest_text = 12;
    Letter whole = letter("Câu thứ nhất. Câu hai. Ba", {});
    whole.buttons = {{"A", "a", ""}};
    CHECK(shape(whole, traits) == Shape{"Câu thứ+^", "nhất.+", "Câu hai. Ba+*"});
    whole.files = {paper};
    CHECK(shape(whole, traits) == Shape{"Câu thứ+^", "nhất.+", "Câu hai. Ba+*", "+d"});
    whole = letter(std::string(200, 'x'), {});
    const auto parts = outbox::split(whole, traits);
    REQUIRE(parts.size() == 5);
    CHECK(parts.back().text.ends_with("…"));
}
