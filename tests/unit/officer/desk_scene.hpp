#pragma once
// Officials at their commands: what one hears at what he types or presses.

#include "core/message/say.hpp"
#include "tests/unit/process/scene.hpp"

#include <string>
#include <vector>

namespace langnghe::test {

struct Answer
{
    std::string text; // of everything that this chat heard at once
    std::vector<Button> buttons;
};

struct DeskScene : Scene
{
    DeskScene();

    User admin;                               // "quan"
    Duration pace = std::chrono::seconds{61}; // between two things that somebody does

    // What this chat hears at it; nothing of what was said before.
    Answer types(const std::string& who, const std::string& words);
    Answer takes(const std::string& who, const Message& message);
    // The button with this title among those of `answer`; it must be there.
    Answer presses(const std::string& who, const Answer& answer, const std::string& title);
    Answer presses_data(const std::string& who, const std::string& data);

    // The words with the ticket's code for "CODE".
    std::string with_code(std::string words, const Ticket& ticket) const;
    std::string sentence(Say say, std::initializer_list<message::Field> fields = {}) const;
    // A photo in the private chat, and that it was fetched.
    Message photo_of(const std::string& who, const std::string& words = {}, const std::string& album = {});
    void fetch_all(bool found = true);

private:
    Answer heard(const std::string& who);
};

bool has(const std::string& text, std::string_view part);
bool offers(const Answer& answer, std::string_view title);

} // namespace langnghe::test
