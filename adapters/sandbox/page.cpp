#include "adapters/sandbox/page.hpp"

#include "adapters/sandbox/page_guard.hpp"
#include "adapters/sandbox/wire.hpp"

#include "embedded/langnghe_page.hpp"
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace langnghe::sandbox {

namespace asio = boost::asio;
using Json = nlohmann::ordered_json;
using std::chrono::steady_clock;

namespace {

constexpr auto longest_wait = std::chrono::seconds{25};
constexpr auto look_again = std::chrono::seconds{1}; // at the daemon's readiness, which raises no signal
constexpr std::size_t most_waiting = 32;
constexpr Place commune_centre{20.8811, 105.5386};

void protect(net::Response& response)
{
    response.headers.push_back({"Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                                "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back({"Referrer-Policy", "no-referrer"});
    response.headers.push_back({"Cache-Control", "no-store"});
}

std::string_view word(Network network)
{
    if (network == Network::zalo_bot)
        return "zalo_bot";
    return network == Network::zalo ? "zalo" : "telegram";
}

std::string_view word(Tick tick)
{
    switch (tick) {
    case Tick::none:
        return "none";
    case Tick::delivered:
        return "delivered";
    case Tick::seen:
        return "seen";
    case Tick::failed:
        return "failed";
    }
    return "none";
}

unsigned status_of(boost::system::error_code error)
{
    if (error == Errc::not_found)
        return 404;
    if (error == Errc::not_allowed)
        return 403;
    return error == Errc::too_large ? 413 : 400;
}

Json message_shape(const Message& message)
{
    Json shape{{"id", message.id},           {"chat", message.chat},         {"author", message.author},
               {"text", message.text},       {"reply_to", message.reply_to}, {"at", to_rfc3339(message.at)},
               {"edited", message.edited},   {"hidden", message.hidden},     {"notice", message.notice},
               {"tick", word(message.tick)}, {"change", message.change}};
    if (!message.photo.empty())
        shape["photo"] = "/files/" + message.photo;
    if (!message.document.empty())
        shape["document"] = {{"name", message.file_name}, {"href", "/files/" + message.document}};
    if (message.place)
        shape["place"] = {{"latitude", message.place->latitude}, {"longitude", message.place->longitude}};
    Json rows = Json::array();
    for (const auto& row : message.rows) {
        Json buttons = Json::array();
        for (const auto& button : row)
            buttons.push_back({{"title", button.title}, {"link", button.link}});
        rows.push_back(std::move(buttons));
    }
    shape["rows"] = std::move(rows);
    return shape;
}

Json delivery_shape(const DeliveryState& state)
{
    return {{"delivered", state.delivered},
            {"failed", state.failed},
            {"pending", state.pending},
            {"last_status", state.last_status},
            {"last_at", state.last_at ? to_rfc3339(*state.last_at) : std::string()},
            {"disabled", state.disabled}};
}

std::uint64_t unsigned_of(const std::map<std::string, std::string>& form, const std::string& name)
{
    const auto found = form.find(name);
    std::uint64_t value = 0;
    if (found != form.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    return value;
}

} // namespace

Page::Page(Tools& tools, const PageSide& side, Acts& acts, State state)
    : tools_(tools), side_(side), acts_(acts), state_(std::move(state)),
      world_id_(std::to_string(steady_clock::now().time_since_epoch().count()))
{}

asio::awaitable<net::Response> Page::handle(const net::Request& request)
{
    net::Response response;
    if (!names_loopback(request.header("Host")))
        response = net::problem(403, "Only on this machine", "Open the page under localhost or 127.0.0.1.");
    else if (!request.path.starts_with("/sandbox/"))
        response = request.method == "GET" ? asset(request.path) : net::problem(405, "Method not allowed");
    else if (!same_origin(request))
        response = net::problem(403, "Only from the page itself");
    else if (request.method == "POST")
        response = act(request);
    else if (request.path != "/sandbox/changes")
        response = net::problem(404, "Not found");
    else
        response = co_await changes(request);
    protect(response);
    co_return response;
}

net::Response Page::asset(std::string_view path) const
{
    net::Response response;
    if (path == "/") {
        response.headers.push_back({"Content-Type", "text/html; charset=utf-8"});
        response.body = embedded::index_html();
    } else if (path == "/pocket.css") {
        response.headers.push_back({"Content-Type", "text/css; charset=utf-8"});
        response.body = embedded::pocket_css();
    } else if (path == "/pocket.js") {
        response.headers.push_back({"Content-Type", "text/javascript; charset=utf-8"});
        response.body = embedded::pocket_js();
    } else if (path == "/favicon.ico") {
        return net::empty(204);
    } else {
        return net::problem(404, "Not found");
    }
    return response;
}

int Page::ready() const { return side_.ready ? (side_.ready() ? 1 : 0) : -1; }

asio::awaitable<net::Response> Page::changes(const net::Request& request)
{
    const auto form = read_form(request.query);
    if (!form)
        co_return net::problem(400, "Badly encoded query");
    const auto world = form->find("world");
    const bool known = world != form->end() && world->second == world_id_;
    const std::uint64_t since = known ? unsigned_of(*form, "since") : 0;
    const auto until = steady_clock::now() + longest_wait;
    const int before = ready();
    const bool may_wait = waiting_ < most_waiting;
    ++waiting_;
    while (may_wait && since != 0 && tools_.world.version() <= since && ready() == before && !closing_) {
        const auto now = steady_clock::now();
        if (now >= until)
            break;
        co_await tools_.changed.wait(std::min(until, now + look_again));
    }
    --waiting_;
    co_return net::json(200, report(since));
}

std::string Page::report(std::uint64_t since) const
{
    Json people = Json::array();
    for (const auto& [id, person] : tools_.world.people())
        people.push_back({{"id", id},
                          {"name", person.name},
                          {"label", person.label},
                          {"network", word(person.network)},
                          {"side", person.side == Side::officer ? "officer" : "citizen"}});
    Json chats = Json::array();
    Json messages = Json::array();
    for (const auto& [id, chat] : tools_.world.chats()) {
        chats.push_back({{"id", id},
                         {"network", word(chat.network)},
                         {"group", chat.group},
                         {"title", chat.title},
                         {"members", chat.members}});
        for (const auto& message : tools_.world.messages(id))
            if (message.change > since)
                messages.push_back(message_shape(message));
    }
    Json all{{"world", world_id_}, {"version", tools_.world.version()}, {"commune", side_.commune}};
    all["samples"] = samples;
    all["people"] = std::move(people);
    all["chats"] = std::move(chats);
    all["messages"] = std::move(messages);
    all["status"] = status();
    return write_json(all);
}

Json Page::status() const
{
    Json shape = Json::object();
    const int known = ready();
    shape["ready"] = known < 0 ? Json(nullptr) : Json(known == 1);
    for (const auto network : {Network::zalo, Network::zalo_bot, Network::telegram})
        if (acts_.has(network))
            shape[std::string(word(network))] = delivery_shape(state_(network));
    return shape;
}

net::Response Page::act(const net::Request& request)
{
    if (!request.header("Content-Type").starts_with("application/json"))
        return net::problem(415, "JSON expected");
    const Json body = read_json(request.body);
    if (!body.is_object())
        return net::problem(400, "JSON object expected");
    const auto done = perform(request.path, body);
    if (!done)
        return net::problem(status_of(done.error()), done.error().message());
    return net::json(200, write_json({{"message", *done}}));
}

Result<MessageId> Page::perform(std::string_view path, const Json& body)
{
    const std::string chat = text_of(body, "chat");
    const std::string person = text_of(body, "person");
    if (path == "/sandbox/say") {
        Message message;
        message.chat = chat;
        message.author = person;
        message.text = text_of(body, "text");
        message.reply_to = text_of(body, "reply_to");
        return acts_.say(std::move(message));
    }
    if (path == "/sandbox/tap") {
        const auto button = body.find("button");
        if (button == body.end() || !button->is_number_unsigned())
            return Errc::malformed;
        const auto done = acts_.tap(chat, person, text_of(body, "message"), button->get<std::size_t>());
        return done ? Result<MessageId>(MessageId()) : Result<MessageId>(done.error());
    }
    if (path == "/sandbox/photo")
        return acts_.send_photo(chat, person, Photo{std::string(embedded::sample_png()), "image/png", {}});
    if (path == "/sandbox/place")
        return acts_.send_place(chat, person, commune_centre);
    return Errc::not_found;
}

} // namespace langnghe::sandbox
