#include "adapters/zalo_oa/group.hpp"
#include "tests/unit/zalo_oa/account.hpp"

using namespace langnghe;
using namespace langnghe::zalo_oa;

namespace {

GroupFacts facts_of(std::string body) { return ZaloOaPlatform{options()}.read_group(answer_of(std::move(body))); }

std::string day(std::string_view text)
{
    const auto date = read_date(text);
    return date ? to_rfc3339(*date) : "none";
}

} // namespace

TEST_CASE("each way to write a date is read, a day as its end in Vietnam")
{
    CHECK(day("31/12/2026") == "2027-01-01T00:00:00+07:00");
    CHECK(day("2026-12-31") == "2027-01-01T00:00:00+07:00");
    CHECK(day("23:59 31/12/2026") == "2027-01-01T00:00:00+07:00");
    CHECK(day("31/12/2026 23:59:59") == "2027-01-01T00:00:00+07:00");
    CHECK(day("2026-12-31T10:00:00Z") == "2027-01-01T00:00:00+07:00");
    CHECK(day("1795230061337") == to_rfc3339(from_millis(1'795'230'061'337)));
    CHECK(day("1795230061") == to_rfc3339(from_millis(1'795'230'061'000)));
    for (const auto* text : {"", "0", "-1", "31/13/2026", "30/02/2026", "soon", "1/1/2026", "99999999999999999999"})
        CHECK(day(text) == "none");
}

TEST_CASE("a group's end is the sooner of its package and of its taking down")
{
    CHECK(ZaloOaPlatform{options()}.ask_group("7c1e").url ==
          "https://openapi.zalo.me/v3.0/oa/group/getgroup?group_id=7c1e");
    const auto facts = facts_of(
        R"({"error":0,"data":{"group_info":{"name":"Khu 5","status":"enabled","total_member":12,"max_member":"100",)"
        R"("auto_delete_date":"15/02/2027"},"asset_info":{"valid_through":"31/12/2026","auto_renew":false}}})");
    CHECK(facts.title == "Khu 5");
    CHECK(facts.enabled);
    CHECK(facts.members == 12);
    CHECK(facts.most_members == 100);
    CHECK(facts.ends_at == read_date("31/12/2026"));
    const auto renews = facts_of(R"({"error":0,"data":{"group_info":{"status":"disabled","auto_delete_date":""},)"
                                 R"("asset_info":{"valid_through":"31/12/2026","auto_renew":"true"}}})");
    CHECK_FALSE(renews.enabled);
    CHECK_FALSE(renews.ends_at);
}

TEST_CASE("a group that is gone says so, and an answer of another shape says nothing")
{
    CHECK(facts_of(R"({"error":-403,"message":"OA is not in group"})").outcome.kind == Outcome::Kind::chat_gone);
    const auto bare = facts_of(R"({"error":0})");
    CHECK(bare.outcome.kind == Outcome::Kind::accepted);
    CHECK(bare.title.empty());
    CHECK_FALSE(bare.ends_at);
}
