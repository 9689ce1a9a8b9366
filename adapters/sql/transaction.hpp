#pragma once
// The repositories of one connection, behind the port.

#include "adapters/sql/attachments.hpp"
#include "adapters/sql/courses.hpp"
#include "adapters/sql/credentials.hpp"
#include "adapters/sql/drafts.hpp"
#include "adapters/sql/facts.hpp"
#include "adapters/sql/figures.hpp"
#include "adapters/sql/groups.hpp"
#include "adapters/sql/inbox.hpp"
#include "adapters/sql/issued.hpp"
#include "adapters/sql/journal.hpp"
#include "adapters/sql/members.hpp"
#include "adapters/sql/messages.hpp"
#include "adapters/sql/outbox.hpp"
#include "adapters/sql/people.hpp"
#include "adapters/sql/privacy.hpp"
#include "adapters/sql/questions.hpp"
#include "adapters/sql/quotes.hpp"
#include "adapters/sql/scores.hpp"
#include "adapters/sql/search.hpp"
#include "adapters/sql/sent.hpp"
#include "adapters/sql/tickets.hpp"
#include "adapters/sql/wakes.hpp"
#include "adapters/sql/warnings.hpp"
#include "adapters/sql/worklists.hpp"

namespace langnghe::sql {

class SqlTx final : public Tx
{
public:
    explicit SqlTx(Connection& db) : db_(db) {}

    Tickets& tickets() override { return tickets_; }
    Messages& messages() override { return messages_; }
    Inbox& inbox() override { return inbox_; }
    OutboxRepository& outbox() override { return outbox_; }
    JournalRepository& journal() override { return journal_; }
    People& people() override { return people_; }
    Groups& groups() override { return groups_; }
    Questions& questions() override { return questions_; }
    Search& search() override { return search_; }
    Sent& sent() override { return sent_; }
    Credentials& credentials() override { return credentials_; }
    Attachments& attachments() override { return attachments_; }
    Members& members() override { return members_; }
    Privacy& privacy() override { return privacy_; }
    Drafts& drafts() override { return drafts_; }
    QuoteRequests& quotes() override { return quotes_; }
    Courses& courses() override { return courses_; }
    Wakes& wakes() override { return wakes_; }
    Scores& scores() override { return scores_; }
    Warnings& warnings() override { return warnings_; }
    Worklists& worklists() override { return worklists_; }
    Figures& figures() override { return figures_; }
    IssuedReports& issued() override { return issued_; }
    std::optional<std::string> fact(std::string_view name) override { return facts_.find(name); }
    void set_fact(std::string_view name, std::string_view value) override { facts_.set(name, value); }

    // Writes what was only gathered. Before each commit.
    void settle();
    // After a rollback, and on a reader before each job: what was remembered may not be so.
    void forget();

private:
    Connection& db_;
    Facts facts_{db_};
    Channels channels_{db_};
    SqlTickets tickets_{db_, channels_};
    SqlMessages messages_{db_, channels_};
    SqlInbox inbox_{db_, channels_};
    SqlOutbox outbox_{db_, channels_};
    SqlJournal journal_{db_};
    SqlPeople people_{db_, channels_};
    SqlGroups groups_{db_, channels_};
    SqlQuestions questions_{db_, channels_};
    SqlSearch search_{db_, facts_};
    SqlSent sent_{db_, channels_, outbox_};
    SqlCredentials credentials_{db_, channels_};
    SqlAttachments attachments_{db_, channels_, facts_};
    SqlMembers members_{db_, channels_};
    SqlPrivacy privacy_{db_, channels_, search_};
    SqlDrafts drafts_{db_, channels_};
    SqlQuoteRequests quotes_{db_, channels_};
    SqlCourses courses_{db_};
    SqlWakes wakes_{db_, facts_};
    SqlScores scores_{db_, channels_};
    SqlWarnings warnings_{db_};
    SqlWorklists worklists_{db_, channels_};
    SqlFigures figures_{db_, channels_};
    SqlIssuedReports issued_{db_};
};

} // namespace langnghe::sql
