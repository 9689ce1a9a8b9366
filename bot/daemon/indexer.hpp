#pragma once
// Makes the words of new messages searchable, behind the acknowledgements, which come first: at once when nothing else
// comes, 256 a second while messages keep coming, and the rest after the rush.

#include "adapters/sql/store.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/signal.hpp"

namespace langnghe::daemon {

class Indexer
{
public:
    Indexer(Environment& environment, sql::Store& store);

    boost::asio::awaitable<void> run(); // until stop()
    void stop();
    // There may be something new.
    void raise() { signal_.raise(); }

private:
    boost::asio::awaitable<void> follow();

    sql::Store& store_;
    Signal signal_;
    bool stopping_ = false;
};

} // namespace langnghe::daemon
