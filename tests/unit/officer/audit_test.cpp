// /kiemtra: who may ask for the journal to be verified, and what is heard of what was found.

#include "core/officer/audit.hpp"
#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

std::string head_of(DeskScene& scene)
{
    const auto last = scene.journal().back();
    return journal::anchor(last.seq, last.hash);
}

// As the daemon does it when it has looked.
void answer(DeskScene& scene, const std::optional<officer::Audit>& made)
{
    scene.run([&](Context& context) {
        officer::answer_audits(context, officer::asked_audits(context.tx), made);
        return 0;
    });
}

officer::Audit sound(DeskScene& scene)
{
    const auto last = scene.journal().back();
    return {last.seq, journal::anchor(last.seq, last.hash), 0, 0};
}

std::size_t waiting(DeskScene& scene)
{
    return scene.run([](Context& context) { return officer::asked_audits(context.tx).size(); });
}

} // namespace

TEST_CASE("only who may prove that nothing was altered has the journal verified")
{
    DeskScene scene;
    scene.report();
    for (const char* words : {"/kiemtra", "/kiểm tra", "/audit"}) {
        CHECK(scene.types("giam", words).text.empty()); // it is done where nobody who writes waits
        answer(scene, sound(scene));
        CHECK(has(scene.last_to("giam"), "Nhật ký nguyên vẹn"));
    }
    for (const std::string who : {"mai", "tuan", "lanh", "kin", "quan"}) {
        CHECK(has(scene.types(who, "/kiemtra").text, "chưa dùng được lệnh /kiemtra"));
        CHECK_FALSE(has(scene.types(who, "/trogiup").text, "/kiemtra"));
    }
    CHECK(has(scene.types("dan", "/kiemtra").text, "chỉ dành cho cán bộ"));
    CHECK(has(scene.types("giam", "/trogiup").text, "/kiemtra"));
    CHECK(waiting(scene) == 0);
}

TEST_CASE("what is sound is told with the entries checked and the head")
{
    DeskScene scene;
    scene.report();
    scene.types("giam", "/kiemtra");
    scene.types("giam", "/kiemtra");
    CHECK(waiting(scene) == 1);
    const officer::Audit audit = sound(scene);
    answer(scene, audit);
    const auto told = scene.said_to("giam");
    REQUIRE(told.size() == 1);
    CHECK(has(told[0], "đã đối chiếu " + std::to_string(audit.entries) + " mục"));
    CHECK(has(told[0], audit.anchor));
    answer(scene, audit);
    CHECK(scene.said_to("giam").empty());
}

TEST_CASE("an anchor that was kept outside is held against the journal")
{
    DeskScene scene;
    scene.report();
    const std::string kept = head_of(scene);
    const std::string number = kept.substr(0, kept.find(':'));
    const std::string wrong = number + ':' + std::string(32, '0');
    const std::string gone = "9999:" + std::string(32, 'a');
    for (const auto& [anchor, heard] :
         std::vector<std::pair<std::string, std::string>>{{kept, "khớp với mục số " + number},
                                                          {wrong, "KHÔNG khớp với mục số " + number},
                                                          {gone, "không có mục số 9999"}}) {
        CHECK(scene.types("giam", "/kiemtra " + anchor).text.empty());
        answer(scene, sound(scene));
        CAPTURE(anchor);
        CHECK(has(scene.last_to("giam"), heard));
    }
    const Answer usage = scene.types("giam", "/kiemtra hôm nay");
    CHECK(has(usage.text, "/kiemtra " + head_of(scene)));
    CHECK(waiting(scene) == 0);
}

TEST_CASE("what is not sound is told with its first entry, or that the tables are at fault")
{
    DeskScene scene;
    scene.report();
    scene.types("giam", "/kiemtra");
    answer(scene, officer::Audit{40, {}, 17, 3});
    CHECK(has(scene.last_to("giam"), "KHÔNG khớp, từ mục số 17 (tổng số chỗ không khớp: 3)"));
    scene.types("giam", "/kiemtra");
    answer(scene, officer::Audit{40, {}, 0, 2});
    CHECK(has(scene.last_to("giam"), "KHÔNG khớp với nhật ký ở 2 chỗ"));
    scene.types("giam", "/kiemtra");
    answer(scene, std::nullopt);
    CHECK(scene.last_to("giam") == scene.sentence(Say::desk_no_audit));
}

TEST_CASE("who lost the office meanwhile hears nothing, and who asks in a group is answered alone")
{
    DeskScene scene;
    scene.report();
    scene.add_group("nhom", "mttq");
    scene.take(scene.group_message("nhom", "giam", "/kiemtra"));
    CHECK(has(scene.last_to("nhom"), "nhắn riêng"));
    answer(scene, sound(scene));
    CHECK(has(scene.last_to("giam"), "Nhật ký nguyên vẹn"));
    scene.types("giam", "/kiemtra");
    scene.run([&](Context& context) {
        User user = scene.supervisor;
        user.disabled = true;
        context.tx.people().save_user(user);
        return 0;
    });
    answer(scene, sound(scene));
    CHECK(scene.said_to("giam").empty());
    CHECK(waiting(scene) == 0);
}
