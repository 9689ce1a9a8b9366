#include "tests/bench/loadgen/load.hpp"

#include "tests/bench/loadgen/process.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace langnghe::bench {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t longest_drain = 10 * second;
constexpr std::uint64_t most_closed = 10'000; // then the server is no server

std::int64_t now_nanos()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

Load::Load(const Options& options, Deliveries& deliveries)
    : options_(options), deliveries_(deliveries), poll_(epoll_create1(EPOLL_CLOEXEC)), connections_(options.connections)
{}

Load::~Load()
{
    for (const Connection& connection : connections_)
        if (connection.socket >= 0)
            close(connection.socket);
    close(poll_);
}

bool Load::run()
{
    for (std::size_t i = 0; i < connections_.size(); ++i)
        if (!connect(i))
            return false;
    const bool open_loop = options_.rate > 0;
    const std::int64_t begun = next_due_ = now_nanos();
    const auto warm = begun + static_cast<std::int64_t>(options_.warm_up * second);
    const auto end = warm + static_cast<std::int64_t>(options_.seconds * second);
    for (std::size_t i = 0; i < connections_.size(); ++i) {
        if (open_loop)
            idle_.push_back(i);
        else if (!start(i, begun))
            return false;
    }
    for (std::int64_t now = begun; now < end; now = now_nanos()) {
        if (!measuring_ && now >= warm)
            begin_measuring(now);
        if (open_loop && !start_due(now))
            return false;
        if (!wait(std::min(open_loop ? next_due_ : end, measuring_ ? end : warm)))
            return false;
    }
    end_measuring(now_nanos());
    return drain();
}

bool Load::connect(std::size_t index)
{
    Connection& connection = connections_[index];
    connection.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(options_.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(connection.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return false;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = index;
    return epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event) == 0;
}

bool Load::reconnect(std::size_t index)
{
    Connection& connection = connections_[index];
    close(connection.socket);
    connection.reader.clear();
    if (++result_.closed > most_closed || !connect(index))
        return false;
    return !connection.outstanding || write(connection);
}

bool Load::start(std::size_t index, std::int64_t due)
{
    Connection& connection = connections_[index];
    connection.outstanding = deliveries_.next();
    connection.due = due;
    return write(connection) || reconnect(index);
}

// One short request to an empty socket is always taken whole.
bool Load::write(Connection& connection)
{
    const std::string& request = connection.outstanding->request;
    return send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(request.size());
}

bool Load::start_due(std::int64_t now)
{
    while (next_due_ <= now) {
        due_.push_back(next_due_);
        next_due_ += static_cast<std::int64_t>(second / options_.rate);
    }
    if (due_.size() > idle_.size())
        result_.backlog = std::max<std::uint64_t>(result_.backlog, due_.size() - idle_.size());
    while (!due_.empty() && !idle_.empty()) {
        const std::size_t index = idle_.back();
        idle_.pop_back();
        if (!start(index, due_.front()))
            return false;
        due_.pop_front();
    }
    return true;
}

bool Load::wait(std::int64_t until)
{
    std::array<epoll_event, 64> events{};
    const std::int64_t left = std::max<std::int64_t>(until - now_nanos(), 0);
    const timespec longest{left / second, left % second};
    const int count = epoll_pwait2(poll_, events.data(), events.size(), &longest, nullptr);
    for (int i = 0; i < count; ++i)
        if (!receive(events[static_cast<std::size_t>(i)].data.u64))
            return false;
    return true;
}

bool Load::receive(std::size_t index)
{
    Connection& connection = connections_[index];
    const ssize_t got = recv(connection.socket, buffer_.data(), buffer_.size(), 0);
    if (got <= 0)
        return reconnect(index);
    connection.reader.feed({buffer_.data(), static_cast<std::size_t>(got)});
    const int status = connection.reader.take();
    if (status < 0)
        return reconnect(index);
    if (status == 0 || !connection.outstanding)
        return true;
    const std::int64_t now = now_nanos();
    count(connection, status, now);
    connection.outstanding.reset();
    if (ending_)
        return true;
    if (options_.rate == 0)
        return start(index, now);
    idle_.push_back(index);
    return true;
}

void Load::count(const Connection& connection, int status, std::int64_t now)
{
    if (status != 200) {
        ++result_.refusals[status];
        return;
    }
    const std::uint64_t serial = connection.outstanding->serial;
    if (acknowledged_.size() <= serial)
        acknowledged_.resize(serial + 100'000);
    if (!acknowledged_[serial])
        ++result_.acknowledged;
    acknowledged_[serial] = true;
    if (measuring_) {
        ++result_.acknowledgements;
        result_.latencies.push_back(static_cast<std::uint32_t>((now - connection.due) / 1000));
    }
}

void Load::begin_measuring(std::int64_t now)
{
    measuring_ = true;
    measured_since_ = now;
    result_.backlog = 0;
    result_.latencies.reserve(1U << 20U);
    result_.cpu = cpu_times();
}

void Load::end_measuring(std::int64_t now)
{
    const CpuTimes end = cpu_times();
    CpuTimes& cpu = result_.cpu;
    cpu = {end.server - cpu.server, end.generator - cpu.generator, end.accessories - cpu.accessories,
           end.machine - cpu.machine};
    result_.seconds = static_cast<double>(now - measured_since_) / second;
    measuring_ = false;
    ending_ = true;
    std::ranges::sort(result_.latencies);
}

// Answers that are still to come are counted, so that the rows can be compared with them.
bool Load::drain()
{
    const std::int64_t until = now_nanos() + longest_drain;
    const auto waits = [](const Connection& connection) { return connection.outstanding != nullptr; };
    while (std::ranges::any_of(connections_, waits) && now_nanos() < until)
        if (!wait(until))
            return false;
    result_.unanswered = static_cast<std::uint64_t>(std::ranges::count_if(connections_, waits));
    return true;
}

CpuTimes Load::cpu_times() const
{
    CpuTimes times{cpu_time(options_.server), own_cpu_time(), 0, machine_time()};
    for (const int process : options_.accessories)
        times.accessories += cpu_time(process);
    return times;
}

} // namespace langnghe::bench
