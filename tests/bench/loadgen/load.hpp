#pragma once
// The load itself: kept connections on loopback, each with one request outstanding. Closed loop: the next request
// follows the answer. Open loop: requests fall due at a fixed rate, and a late start counts as latency.
// A connection that the server closes is opened again and its request repeated, as a platform would.

#include "tests/bench/loadgen/answer.hpp"
#include "tests/bench/loadgen/deliveries.hpp"
#include "tests/bench/loadgen/options.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace langnghe::bench {

// CPU time in nanoseconds since some point.
struct CpuTimes
{
    std::int64_t server = 0;
    std::int64_t generator = 0;
    std::int64_t accessories = 0;
    std::int64_t machine = 0;
};

struct Result
{
    double seconds = 0;                   // really measured
    std::uint64_t acknowledgements = 0;   // answers 200 in that time, also to repeats
    std::vector<std::uint32_t> latencies; // of those, in microseconds, sorted
    CpuTimes cpu;                         // spent in that time
    std::uint64_t backlog = 0;            // most that were due at once and could not start
    // Of the whole run:
    std::map<int, std::uint64_t> refusals; // by status
    std::uint64_t closed = 0;              // connections, by the server
    std::uint64_t acknowledged = 0;        // different messages
    std::uint64_t unanswered = 0;          // messages, at the end
};

class Load
{
public:
    Load(const Options& options, Deliveries& deliveries);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    // False when the server is not there, or not any more.
    bool run();

    const Result& result() const { return result_; }

private:
    struct Connection
    {
        int socket = -1;
        AnswerReader reader;
        std::shared_ptr<const Delivery> outstanding;
        std::int64_t due = 0;
    };

    bool connect(std::size_t index);
    bool reconnect(std::size_t index);
    bool start(std::size_t index, std::int64_t due);
    bool write(Connection& connection);
    bool start_due(std::int64_t now);
    bool wait(std::int64_t until);
    bool receive(std::size_t index);
    void count(const Connection& connection, int status, std::int64_t now);
    void begin_measuring(std::int64_t now);
    void end_measuring(std::int64_t now);
    bool drain();
    CpuTimes cpu_times() const;

    const Options& options_;
    Deliveries& deliveries_;
    Result result_;
    int poll_ = -1;
    std::array<char, std::size_t{16} * 1024> buffer_{};
    std::vector<Connection> connections_;
    std::vector<std::size_t> idle_;
    std::deque<std::int64_t> due_; // open loop: times at which requests should have started
    std::int64_t next_due_ = 0;
    std::vector<bool> acknowledged_; // by serial
    std::int64_t measured_since_ = 0;
    bool measuring_ = false;
    bool ending_ = false; // nothing new starts
};

} // namespace langnghe::bench
