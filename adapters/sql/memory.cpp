#include "adapters/sql/memory.hpp"

#include "adapters/sql/damage.hpp"
#include "adapters/sql/migrate.hpp"
#include "adapters/sql/transaction.hpp"

namespace langnghe::sql {

class MemoryStore::Impl
{
public:
    Impl()
    {
        for (const Migration& step : migrations())
            db.execute(std::string(step.sql));
    }

    void undo()
    {
        if (db.in_transaction())
            db.run("ROLLBACK");
        tx.forget();
    }

    Connection db{":memory:", Access::memory};
    SqlTx tx{db};
};

MemoryStore::MemoryStore() : impl_(std::make_unique<Impl>()) {}

MemoryStore::~MemoryStore() = default;

Tx& MemoryStore::tx() { return impl_->tx; }

void MemoryStore::run(Job& job)
{
    boost::system::error_code refused;
    try {
        impl_->db.run("BEGIN");
        refused = job.run(impl_->tx);
        if (!refused) {
            impl_->tx.settle();
            impl_->db.run("COMMIT");
        }
    } catch (const boost::system::system_error& error) {
        refused = error.code();
    } catch (const SQLite::Exception& error) {
        refused = errc_of(damage_of(error, impl_->db));
    } catch (...) {
        refused = Errc::storage_refused;
    }
    if (!refused)
        return;
    impl_->undo();
    job.fail(refused);
}

} // namespace langnghe::sql
