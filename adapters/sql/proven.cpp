#include "adapters/sql/proven.hpp"

#include <array>

namespace langnghe::sql {

namespace {

constexpr std::array all{
    TableProof{"journal", true, "the chain of hashes; an anchor that was kept outside finds what a chain cannot"},
    TableProof{"ticket", true, "state, number and every column that an entry speaks of; there for each entry"},
    TableProof{"ticket_tally", true, "counted anew"},
    TableProof{"message", true, "its entry, ticket, writer and versions; there for each entry that has one"},
    TableProof{"message_key", true, "the message or delivery that it names"},
    TableProof{"code_number", true, "the greatest number of the year's tickets"},
    TableProof{"course", true, "its ticket, and what the entries say of deadlines"},
    TableProof{"outbox", true, "its ticket and channel, and the order of its chat"},
    TableProof{"outbox_tally", true, "counted anew"},
    TableProof{"parked_tally", true, "counted anew"},
    TableProof{"identity", true, "whom it is linked to, and whether news were stopped"},
    TableProof{"account", true, "roles, department and whether it is disabled"},
    TableProof{"chat_group", true, "what it is bound to"},
    TableProof{"contact_detail", true, "that its person gave some"},
    TableProof{"attachment", true, "its message; the file itself by its hash"},
    TableProof{"draft", true, "its entry, and the other way round"},
    TableProof{"erasure", true, "its entry, and the other way round"},
    TableProof{"fact", true, "when the store was restored, and how far the index may be"},
    TableProof{"score", true, "its ticket, and the entry that gives it"},
    TableProof{"issued_report", true, "its entry, and its own hash"},
    TableProof{"report_remark", true, "its entry, which bears its hash"},
    TableProof{"warning", true, "that it was drafted, for where, and by how many it was confirmed before it went out"},
    TableProof{"warning_confirmed", true, "its entry, and the other way round"},
    TableProof{"asked_report", false, "who waits for a report in chat: a moment later nobody does"},
    TableProof{"discarded_file", false, "names of files that are about to go from the disk"},
    TableProof{"form", false, "what an official is about to say; the step itself is an entry"},
    TableProof{"wake", false, "when the clock looks at a ticket next: made from the ticket anew"},
    TableProof{"wake_said", false, "what the clock said already: at worst it is said twice"},
    TableProof{"warning_answer", false, "who answered an alert: a call for help is a ticket"},
    TableProof{"channel", false, "names from the configuration, for rows to be short"},
    TableProof{"parked", false, "raw events that nobody understood: they changed nothing"},
    TableProof{"seen", false, "keys of events, kept thirty days: one more or less lets a repeat in or keeps one out"},
    TableProof{"link_code", false, "hashes of codes that live ten minutes; their use is an entry"},
    TableProof{"wrong_try", false, "counts of an hour"},
    TableProof{"question", false, "what a chat was asked last: the question itself is an entry or a delivery"},
    TableProof{"group_member", false, "as the platform tells it; no right hangs on it"},
    TableProof{"quote_request", false, "what waits a minute to be looked up"},
    TableProof{"credential", false, "sealed under a key that is not in the store: what was altered does not open"},
    TableProof{"sent_tally", false, "how many messages the platform will have counted"},
    TableProof{"search", false, "made from the journal; it finds tickets and says nothing of them"},
};

} // namespace

std::span<const TableProof> table_proofs() { return all; }

} // namespace langnghe::sql
