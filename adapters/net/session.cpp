#include "adapters/net/session.hpp"

#include "adapters/net/response_head.hpp"
#include "adapters/net/task_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace asio = boost::asio;

namespace langnghe::net {

namespace {

constexpr std::size_t head_room = 3 * 512; // most requests fit, and who stops half-way holds no more
constexpr std::size_t body_room = 16 * 1024;
constexpr std::size_t joined_body = 4 * 1024; // shorter bodies are copied behind the head: one record, one segment
constexpr std::chrono::seconds kept_after_request{1}; // a buffer, in case the next request comes soon
constexpr std::size_t drained_most = 1024 * 1024;     // of what a refused client still sends

} // namespace

void Hub::note(ServerEvent event, unsigned status, std::string_view detail, std::string_view id) const
{
    if (!options.observer)
        return;
    const ServerNote note{event, status, id, detail, {}};
    options.observer(note);
}

// Distinct for the life of the process, and without a visible order: splitmix64 over a counter that starts anywhere.
std::string Hub::new_id()
{
    std::uint64_t bits = next_id += 0x9e3779b97f4a7c15U;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
    return fmt::format("{:016x}", bits ^ (bits >> 31));
}

Session::Session(std::shared_ptr<Hub> hub, asio::ip::tcp::socket socket, Peer peer)
    : hub_(std::move(hub)), wire_(std::move(socket)), peer_(std::move(peer))
{
    hub_->sessions.insert(this);
    if (!peer_.trusted)
        ++hub_->per_address[peer_.counted];
    hub_->note(ServerEvent::accepted);
}

Session::~Session()
{
    hub_->sessions.erase(this);
    const auto counted = hub_->per_address.find(peer_.counted);
    if (!peer_.trusted && --counted->second == 0)
        hub_->per_address.erase(counted);
    hub_->note(ServerEvent::closed);
}

void Session::close_if_due(Clock::time_point now)
{
    // Memory for those who talk; ten thousand who are silent hold none.
    if (idle_ && due_ - now < hub_->options.bounds.idle - kept_after_request)
        give_back();
    if (now < due_)
        return;
    due_ = Clock::time_point::max();
    wire_.close();
    hub_->note(ServerEvent::timed_out);
}

void Session::give_back()
{
    buffer_.release();
    parser_.release();
}

void Session::close_if_idle()
{
    if (idle_)
        wire_.close();
}

asio::awaitable<void> Session::run()
{
    co_await open();
    while (goes_on()) {
        co_await read_request();
        if (open_)
            co_await answer();
    }
    if (open_)
        co_await part();
    wire_.close();
}

asio::awaitable<void> Session::open()
{
    if (!hub_->tls)
        co_return;
    due_in(hub_->options.bounds.body.read);
    const auto [code] = co_await wire_.accept_tls(*hub_->tls);
    if (!code)
        co_return;
    open_ = false;
    hub_->note(ServerEvent::tls_failed);
}

asio::awaitable<void> Session::read_request()
{
    refused_ = false;
    id_ = hub_->new_id();
    co_await await_first_byte();
    started_ = Clock::now();
    due_ = started_ + hub_->options.bounds.body.read;
    co_await read_head();
    if (!open_ || refused_)
        co_return;
    begin_body();
    co_await read_body();
    if (open_ && !refused_)
        complete_request();
}

asio::awaitable<void> Session::await_first_byte()
{
    if (!buffer_.empty())
        co_return;
    idle_ = true;
    due_in(hub_->options.bounds.idle);
    const auto [code] = co_await wire_.wait_readable();
    idle_ = false;
    open_ = !code;
    if (open_)
        co_await fill(head_room);
}

asio::awaitable<void> Session::fill(std::size_t room)
{
    const auto space = buffer_.room(room);
    const auto [code, count] = co_await wire_.read_some(space);
    buffer_.commit(count);
    open_ = open_ && !code;
}

asio::awaitable<void> Session::read_head()
{
    const Bounds& bounds = hub_->options.bounds;
    std::size_t seen = 0;
    while (open_) {
        const std::string_view bytes = buffer_.view();
        const HeadEnd end = find_head_end(bytes, seen);
        if (end.state == HeadEnd::State::malformed) {
            refuse(400, "malformed line end");
            co_return;
        }
        const bool complete = end.state == HeadEnd::State::complete;
        if (complete || bytes.size() > bounds.header_bytes) {
            const HeadBounds limits{bounds.header_bytes, bounds.header_fields};
            head_ = check_head(complete ? bytes.substr(0, end.size) : bytes, limits);
            head_size_ = end.size;
            if (!head_.ok())
                refuse(head_.status, head_.reason);
            co_return;
        }
        seen = end.size;
        co_await fill(head_room);
    }
}

void Session::begin_body()
{
    const Bounds& bounds = hub_->options.bounds;
    const std::string_view path = head_.target.substr(0, head_.target.find('?'));
    const BodyBound bound = bounds.body_for ? bounds.body_for(path) : bounds.body;
    due_ = started_ + bound.read;
    to_head_ = head_.method == "HEAD";
    parser_.start(head_size_ + 1, bound.bytes);
}

asio::awaitable<void> Session::read_body()
{
    bool invited = !head_.expect_continue;
    while (open_) {
        const Fed fed = parser_.feed(buffer_.view());
        buffer_.consume(fed.used);
        if (fed.status != 0)
            refuse(fed.status, fed.status == 413 ? "body too large" : "malformed body");
        else if (!fed.done && buffer_.size() > hub_->options.bounds.header_bytes)
            refuse(400, "malformed body");
        if (fed.done || refused_)
            co_return;
        if (!invited)
            co_await invite_body();
        invited = true;
        co_await fill(body_room);
    }
}

asio::awaitable<void> Session::invite_body()
{
    const Pieces pieces{asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25), asio::const_buffer()};
    const auto [code, count] = co_await wire_.write(pieces);
    open_ = open_ && !code;
}

void Session::complete_request()
{
    Request& request = parser_.request();
    request.id = id_;
    request.remote_address = peer_.text;
    if (!peer_.trusted)
        return;
    std::string forwarded;
    for (const Header& header : request.headers)
        if (equal_ignoring_case(header.name, "X-Forwarded-For"))
            forwarded.append(forwarded.empty() ? "" : ",").append(header.value);
    request.remote_address = client_address(peer_.text, forwarded, hub_->options.trusted_proxies);
}

void Session::refuse(unsigned status, std::string_view reason)
{
    refused_ = true;
    response_ = problem(status, reason_phrase(status), reason);
    hub_->note(ServerEvent::refused, status, reason, id_);
}

asio::awaitable<void> Session::answer()
{
    due_ = Clock::time_point::max();
    if (!refused_)
        co_await respond();
    if (!open_)
        co_return;
    last_ = refused_ || !head_.keep_alive || response_.close || hub_->closing;
    co_await write_answer();
}

asio::awaitable<void> Session::respond()
{
    std::exception_ptr error;
    try {
        response_ = co_await hub_->handler(parser_.request());
    } catch (...) {
        error = std::current_exception();
    }
    if (error && hub_->closing && is_cancellation(error)) {
        open_ = false;
        co_return;
    }
    if (error) {
        response_ = problem(500, reason_phrase(500));
        const ServerNote note{ServerEvent::handler_failed, 500, id_, {}, error};
        if (hub_->options.observer)
            hub_->options.observer(note);
    }
    hub_->note(ServerEvent::answered, response_.status, {}, id_);
}

asio::awaitable<void> Session::write_answer()
{
    const AnswerFacts facts{id_, last_, !last_ && head_.minor == 0};
    ResponseHead head = response_head(response_, facts);
    if (head.left_out)
        hub_->note(ServerEvent::bad_header, response_.status, {}, id_);
    const bool silent = (!refused_ && to_head_) || !bears_body(response_.status);
    std::string_view body = silent ? std::string_view{} : std::string_view{response_.body};
    if (body.size() <= joined_body) {
        head.bytes += body;
        body = {};
    }
    const Pieces pieces{asio::buffer(head.bytes), asio::buffer(body)};
    due_in(hub_->options.bounds.write + std::chrono::seconds(body.size() / hub_->options.bounds.write_rate));
    const auto [code, count] = co_await wire_.write(pieces);
    open_ = open_ && !code;
    response_ = Response{};
}

// Half-closes and reads on for a while: closing over unread bytes would reset the connection under the answer.
asio::awaitable<void> Session::part()
{
    due_in(hub_->options.bounds.linger);
    co_await wire_.finish();
    std::size_t drained = 0;
    while (open_ && drained < drained_most) {
        buffer_.consume(buffer_.size());
        co_await fill(head_room);
        drained += buffer_.size();
    }
    due_ = Clock::time_point::max();
}

} // namespace langnghe::net
