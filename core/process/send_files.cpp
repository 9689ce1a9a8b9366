#include "core/process/send_files.hpp"

#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/process/followers.hpp"
#include "core/process/reporters.hpp"

#include <utility>

namespace langnghe::process {

void send_files(Context& context, const Actor& actor, const Ticket& ticket, const std::vector<OutboxFile>& files)
{
    std::string names;
    for (const OutboxFile& file : files)
        names += (names.empty() ? "" : "+") + file.sha256;
    journal::record(context,
                    {.ticket = ticket.id, .actor = actor.name, .action = "answer_files", .facts = "files=" + names});
    for (const Ticket& reported : with_followers(context, ticket)) {
        auto letter = letter_to_reporter(context, actor, reported);
        if (!letter)
            continue;
        letter->kind = DeliveryKind::answer;
        letter->files = files;
        letter->text =
            context.commune.say(Say::citizen_answer_files, {{"code", to_text(reported.code, context.commune.letters)}});
        post(context, std::move(*letter));
    }
}

} // namespace langnghe::process
