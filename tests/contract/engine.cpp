#include "tests/contract/engine.hpp"

#include "adapters/sql/memory.hpp"
#include "adapters/sql/store.hpp"

namespace langnghe::test {
namespace {

auto pass(sql::Job& job)
{
    return [&job](Tx& tx) -> Result<void> {
        if (const auto refused = job.run(tx))
            return refused;
        return {};
    };
}

class FileEngine final : public Engine
{
public:
    FileEngine() { open(); }

    void run_write(sql::Job& job) override { take(job, store_->write_now(pass(job))); }
    void run_read(sql::Job& job) override { take(job, store_->read_now(pass(job))); }
    void reopen() override
    {
        store_.reset();
        open();
    }

private:
    static void take(sql::Job& job, Result<void> result)
    {
        if (!result)
            job.fail(result.error());
    }
    void open()
    {
        sql::StoreOptions options;
        options.path = folder_ / "store.db";
        store_ = sql::Store::open(std::move(options)).value();
    }

    TempDir folder_;
    std::unique_ptr<sql::Store> store_;
};

class MemoryEngine final : public Engine
{
public:
    void run_write(sql::Job& job) override { run(job); }
    void run_read(sql::Job& job) override { run(job); }
    void reopen() override {}

private:
    void run(sql::Job& job)
    {
        if (const auto result = store_.write(pass(job)); !result)
            job.fail(result.error());
    }

    sql::MemoryStore store_;
};

} // namespace

const std::vector<EngineMaker>& engines()
{
    static const std::vector<EngineMaker> all{
        {"sqlite file", [] { return std::unique_ptr<Engine>(std::make_unique<FileEngine>()); }},
        {"sqlite memory", [] { return std::unique_ptr<Engine>(std::make_unique<MemoryEngine>()); }}};
    return all;
}

Ticket some_ticket(IdentityId reporter, std::string channel, std::string chat)
{
    Ticket ticket;
    ticket.reporter = reporter;
    ticket.channel = std::move(channel);
    ticket.chat = std::move(chat);
    ticket.created_at = noon;
    ticket.last_citizen_at = noon;
    return ticket;
}

journal::Entry some_entry(std::string action, TicketId ticket, std::string text)
{
    journal::Entry entry;
    entry.at = noon;
    entry.ticket = ticket;
    entry.actor = "citizen:7";
    entry.action = std::move(action);
    if (!text.empty()) {
        entry.text = std::move(text);
        entry.salt = journal::Salt{1, 2, 3};
    }
    return entry;
}

OutboxItem some_item(std::string chat, std::string channel)
{
    OutboxItem item;
    item.channel = std::move(channel);
    item.chat = std::move(chat);
    item.text = "da nhan";
    item.created_at = noon;
    item.next_at = noon;
    return item;
}

MessageRow add_message(Tx& tx, TicketId ticket, const std::string& id, const std::string& text)
{
    MessageRow row;
    row.seq = tx.journal().append(some_entry("message", ticket, text)).seq;
    row.ticket = ticket;
    row.channel = "zalo";
    row.chat = "c1";
    row.message = id;
    row.author = IdentityId{7};
    row.at = noon;
    row.kind = "text";
    tx.messages().add(row);
    return row;
}

} // namespace langnghe::test
