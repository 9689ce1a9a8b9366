#pragma once
// Makes the words of new messages searchable, behind the acknowledgements, which come first: at once when nothing else
// comes, some 256 a second while messages keep coming, and the rest after the rush.

#include "adapters/sql/store.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"

namespace langnghe::daemon {

class Indexer : public Chore
{
public:
    Indexer(Environment& environment, sql::Store& store);

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<void> follow();

    sql::Store& store_;
};

} // namespace langnghe::daemon
