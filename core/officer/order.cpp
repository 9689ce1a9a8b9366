#include "core/officer/order.hpp"

#include <fmt/format.h>

#include <charconv>

namespace langnghe::officer {
namespace {

// One line for each fact, "name value"; the text comes last, after an empty line.
class Lines
{
public:
    explicit Lines(std::string_view written) : left_(written) {}

    bool next()
    {
        if (left_.empty())
            return false;
        const auto end = left_.find('\n');
        const std::string_view line = left_.substr(0, end);
        left_ = end == std::string_view::npos ? std::string_view{} : left_.substr(end + 1);
        const auto space = line.find(' ');
        name = line.substr(0, space);
        value = space == std::string_view::npos ? std::string_view{} : line.substr(space + 1);
        return !line.empty();
    }

    std::int64_t number() const
    {
        std::int64_t found = 0;
        std::from_chars(value.data(), value.data() + value.size(), found);
        return found;
    }

    std::string_view rest() const { return left_; }

    std::string_view name;
    std::string_view value;

private:
    std::string_view left_;
};

void put(std::string& into, std::string_view name, std::int64_t value)
{
    if (value != 0)
        into += fmt::format("{} {}\n", name, value);
}

void put(std::string& into, std::string_view name, const std::string& key)
{
    if (!key.empty())
        into += fmt::format("{} {}\n", name, key);
}

template <class Enum>
Enum enumerator(std::int64_t number, Enum last)
{
    return number >= 0 && number <= static_cast<std::int64_t>(last) ? static_cast<Enum>(number) : Enum{};
}

void take_name(Order& order, const Lines& line)
{
    if (line.name == "field")
        order.field = line.value;
    else if (line.name == "area")
        order.area = line.value;
    else if (line.name == "department")
        order.department = line.value;
    else if (line.name == "party")
        order.party = party_from(line.value);
}

void take_number(Order& order, const Lines& line)
{
    if (line.name == "version")
        order.version = line.number();
    else if (line.name == "master")
        order.master = TicketId{line.number()};
    else if (line.name == "nature")
        order.nature = enumerator(line.number(), Nature::junk);
    else if (line.name == "person")
        order.person = UserId{line.number()};
    else if (line.name == "kind")
        order.kind = enumerator(line.number(), ResultKind::answered);
    else if (line.name == "days")
        order.days = static_cast<int>(line.number());
    else if (line.name == "file")
        order.files.push_back(line.number());
    else if (line.name == "photo")
        order.photos.push_back(line.number());
}

void take_flag(Order& order, const Lines& line)
{
    order.urgent = order.urgent || line.name == "urgent";
    order.photos_chosen = order.photos_chosen || line.name == "photos_chosen";
    order.text_chosen = order.text_chosen || line.name == "text_chosen";
    order.to_supervisor = order.to_supervisor || line.name == "to_supervisor";
    order.told = order.told || line.name == "told";
    order.sure = order.sure || line.name == "sure";
}

} // namespace

std::string write(const Order& order)
{
    std::string written =
        fmt::format("verb {}\nticket {}\n", command_of(order.verb).name, static_cast<std::int64_t>(order.ticket));
    put(written, "version", order.version.value_or(0));
    put(written, "master", number(order.master));
    put(written, "field", order.field);
    put(written, "area", order.area);
    put(written, "department", order.department);
    put(written, "urgent", order.urgent ? 1 : 0);
    put(written, "nature", static_cast<std::int64_t>(order.nature));
    put(written, "person", number(order.person));
    put(written, "party", to_text(order.party));
    put(written, "kind", static_cast<std::int64_t>(order.kind));
    put(written, "days", order.days);
    for (const std::int64_t file : order.files)
        put(written, "file", file);
    for (const std::int64_t photo : order.photos)
        put(written, "photo", photo);
    put(written, "photos_chosen", order.photos_chosen ? 1 : 0);
    put(written, "text_chosen", order.text_chosen ? 1 : 0);
    put(written, "to_supervisor", order.to_supervisor ? 1 : 0);
    put(written, "told", order.told ? 1 : 0);
    put(written, "sure", order.sure ? 1 : 0);
    return written + '\n' + order.text;
}

std::optional<Order> read(std::string_view written)
{
    Lines line{written};
    const Command* command = line.next() && line.name == "verb" ? find_command(line.value) : nullptr;
    if (command == nullptr || !line.next() || line.name != "ticket")
        return std::nullopt;
    Order order;
    order.verb = command->verb;
    order.ticket = TicketId{line.number()};
    while (line.next()) {
        take_name(order, line);
        take_number(order, line);
        take_flag(order, line);
    }
    order.text = line.rest();
    return order;
}

} // namespace langnghe::officer
