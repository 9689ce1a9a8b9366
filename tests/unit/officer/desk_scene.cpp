#include "tests/unit/officer/desk_scene.hpp"

#include "core/attachment/fetch.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace langnghe::test {

DeskScene::DeskScene() { admin = add_official("quan", {Role::administrator}); }

Answer DeskScene::heard(const std::string& who)
{
    Answer answer;
    for (const OutboxItem& item : said()) {
        if (item.channel != channel || item.chat != who)
            continue;
        answer.text += (answer.text.empty() ? "" : "\n") + item.text;
        if (!item.buttons.empty())
            answer.buttons = item.buttons;
    }
    return answer;
}

Answer DeskScene::takes(const std::string& who, const Message& message)
{
    send_all();
    said();
    now += pace;
    take(message);
    return heard(who);
}

Answer DeskScene::types(const std::string& who, const std::string& words) { return takes(who, message(who, words)); }

Answer DeskScene::presses_data(const std::string& who, const std::string& data)
{
    send_all();
    said();
    now += pace;
    press(who, data);
    return heard(who);
}

Answer DeskScene::presses(const std::string& who, const Answer& answer, const std::string& title)
{
    const auto button = std::ranges::find(answer.buttons, title, &Button::title);
    CAPTURE(title, answer.text);
    REQUIRE(button != answer.buttons.end());
    CHECK(button->data.size() <= 64);
    return presses_data(who, button->data);
}

std::string DeskScene::with_code(std::string words, const Ticket& ticket) const
{
    for (auto at = words.find("CODE"); at != std::string::npos; at = words.find("CODE"))
        words.replace(at, 4, code(ticket));
    return words;
}

std::string DeskScene::sentence(Say say, std::initializer_list<message::Field> fields) const
{
    return commune.say(say, fields);
}

Message DeskScene::photo_of(const std::string& who, const std::string& words, const std::string& album)
{
    Message made = message(who, words);
    made.album = album;
    Attachment photo;
    photo.kind = AttachmentKind::photo;
    photo.source = "file-" + made.id;
    made.attachments.push_back(photo);
    return made;
}

void DeskScene::fetch_all(bool found)
{
    send_all();
    said();
    run([&](Context& context) {
        context.tx.attachments().follow(context.now, 100);
        for (const AttachedFile& file : context.tx.attachments().due(context.now, 100)) {
            attachment::Fetched fetched;
            fetched.kind = found ? attachment::Fetched::Kind::stored : attachment::Fetched::Kind::gone;
            fetched.sha256 = std::string(63, 'a') + std::to_string(file.seq % 10);
            fetched.mime = "image/jpeg";
            fetched.bytes = 1000;
            attachment::take_in(context, file, fetched, 0);
        }
        return 0;
    });
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

bool offers(const Answer& answer, std::string_view title)
{
    return std::ranges::count(answer.buttons, title, &Button::title) > 0;
}

} // namespace langnghe::test
