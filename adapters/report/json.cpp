#include "adapters/json/reader.hpp"
#include "adapters/report/forms.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::report {
namespace {

using Json = nlohmann::ordered_json;

// The members of each struct are listed once, for writing and for reading: whatever is written reads back.
template <class Face>
void list(Face& face, Flow& flow)
{
    face("carried", flow.carried);
    face("received", flow.received);
    face("back", flow.back);
    face("finished", flow.finished);
    face("rejected", flow.rejected);
    face("merged", flow.merged);
    face("open", flow.open);
    face("waiting", flow.waiting);
    face("overdue", flow.overdue);
    face("on_time", flow.on_time);
    face("late", flow.late);
    face("same_day", flow.same_day);
    face("extended", flow.extended);
    face("reopened", flow.reopened);
    face("published", flow.published);
    face("urgent", flow.urgent);
    face("median_minutes", flow.median);
    face("p90_minutes", flow.slowest);
}

template <class Face>
void list(Face& face, Count& count)
{
    face("key", count.key);
    face("name", count.name);
    face("count", count.count);
    face("before", count.before);
}

template <class Face>
void list(Face& face, DepartmentCount& count)
{
    face("key", count.key);
    face("name", count.name);
    face("total", count.total);
    face("finished", count.finished);
    face("on_time", count.on_time);
    face("late", count.late);
    face("open", count.open);
    face("overdue", count.overdue);
}

template <class Face>
void list(Face& face, Refusal& refusal)
{
    face("code", refusal.code);
    face("reason", refusal.reason);
}

template <class Face>
void list(Face& face, Overdue& overdue)
{
    face("code", overdue.code);
    face("field", overdue.field);
    face("area", overdue.area);
    face("department", overdue.department);
    face("responsible", overdue.responsible);
    face("due_at", overdue.due);
    face("days", overdue.days);
}

template <class Face>
void list(Face& face, Cluster& cluster)
{
    face("field", cluster.field);
    face("area", cluster.area);
    face("cases", cluster.cases);
    face("voices", cluster.voices);
}

template <class Face>
void list(Face& face, Satisfaction& score)
{
    face("asked", score.asked);
    face("answered", score.answered);
    face("of_1", score.of[0]);
    face("of_2", score.of[1]);
    face("of_3", score.of[2]);
    face("of_4", score.of[3]);
    face("of_5", score.of[4]);
}

template <class Face>
void list(Face& face, Remark& remark)
{
    face("author", remark.author);
    face("at", remark.at);
    face("text", remark.text);
}

template <class Face>
void list(Face& face, Letterhead& letterhead)
{
    face("superior", letterhead.superior);
    face("organ", letterhead.organ);
    face("symbol", letterhead.symbol);
    face("place", letterhead.place);
    face("signs", letterhead.signs);
    face("signer", letterhead.signer);
    face("recipients", letterhead.recipients);
}

template <class Face>
void list(Face& face, Report& report)
{
    face("period", report.period);
    face("commune", report.commune);
    face("as_of", report.as_of);
    face("version", report.version);
    face("issued_at", report.issued_at);
    face("corrects", report.corrects);
    face("flow", report.flow);
    face("before", report.before);
    face("channels", report.channels);
    face("areas", report.areas);
    face("fields", report.fields);
    face("natures", report.natures);
    face("results", report.results);
    face("departments", report.departments);
    face("refusals", report.refusals);
    face("overdue", report.overdue);
    face("clusters", report.clusters);
    face("sealed", report.sealed);
    face("satisfaction", report.score);
    face("satisfaction_before", report.score_before);
    face("remarks", report.remarks);
    face("anchor", report.anchor);
    face("letterhead", report.letterhead);
}

struct Nobody
{
    template <class T>
    void operator()(const char*, T&)
    {}
};

template <class T>
concept Listed = requires(Nobody& face, T& value)
{
    list(face, value);
};

std::string spelled_day(calendar::Day day) { return to_rfc3339(calendar::at(day, 0)).substr(0, 10); }

class Writer
{
public:
    template <class T>
    void operator()(const char* name, T& value)
    {
        made[name] = json_of(value);
    }
    Json made = Json::object();

private:
    static Json json_of(const std::string& text) { return text; }
    static Json json_of(std::int64_t number) { return number; }
    static Json json_of(int number) { return number; }
    static Json json_of(TimePoint time) { return to_rfc3339(time); }
    static Json json_of(const Period& period)
    {
        const auto [number, year] = ordinal_of(period);
        return {{"kind", name_of(period.span)},
                {"from", spelled_day(period.from)},
                {"to", spelled_day(last_day(period))},
                {"number", number},
                {"year", year}};
    }
    template <class T>
    static Json json_of(std::optional<T>& value)
    {
        return value ? json_of(*value) : Json(nullptr);
    }
    template <class T>
    static Json json_of(std::vector<T>& values)
    {
        Json array = Json::array();
        for (T& value : values)
            array.push_back(json_of(value));
        return array;
    }
    template <Listed T>
    static Json json_of(T& value)
    {
        Writer inner;
        list(inner, value);
        return std::move(inner.made);
    }
};

// As to_rfc3339 writes it.
std::optional<TimePoint> time_from(const std::string& text)
{
    const auto day = calendar::parse_day(std::string_view{text}.substr(0, 10));
    const auto digits = [&text](std::size_t at, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(at, count))
            value = value * 10 + (c - '0');
        return value;
    };
    const bool exact = text.size() == 29;
    if (!day || (text.size() != 25 && !exact) || !text.ends_with("+07:00"))
        return std::nullopt;
    return calendar::at(*day, digits(11, 2) * 60 + digits(14, 2)) + std::chrono::seconds{digits(17, 2)} +
           Duration{exact ? digits(20, 3) : 0};
}

// What is missing stays as it is: an older version of the program wrote the document.
class Filler
{
public:
    explicit Filler(const Json& object) : object_(object.get_ref<const Json::object_t&>()) {}

    template <class T>
    void operator()(const char* name, T& value)
    {
        if (const auto found = object_.find(name); found != object_.end() && !found->second.is_null())
            fill(found->second, value);
    }

private:
    static void fill(const Json& json, std::string& text) { text = json.get<std::string>(); }
    static void fill(const Json& json, std::int64_t& number) { number = json.get<std::int64_t>(); }
    static void fill(const Json& json, int& number) { number = json.get<int>(); }
    static void fill(const Json& json, TimePoint& time)
    {
        time = time_from(json.get<std::string>()).value_or(TimePoint{});
    }
    static void fill(const Json& json, Period& period)
    {
        const auto span = span_from(json.at("kind").get<std::string>());
        const auto day = calendar::parse_day(json.at("from").get<std::string>());
        if (span && day)
            period = period_of(*span, *day);
    }
    template <class T>
    static void fill(const Json& json, std::optional<T>& value)
    {
        fill(json, value.emplace());
    }
    template <class T>
    static void fill(const Json& json, std::vector<T>& values)
    {
        for (const Json& each : json)
            fill(each, values.emplace_back());
    }
    template <Listed T>
    static void fill(const Json& json, T& value)
    {
        Filler inner(json);
        list(inner, value);
    }

    const Json::object_t& object_;
};

} // namespace

std::string to_json(const Report& report)
{
    Writer writer;
    Report copy = report;
    list(writer, copy);
    return json::dump(writer.made);
}

Result<Report> from_json(std::string_view document)
{
    try {
        const auto object = Json::parse(document);
        Report report;
        Filler filler(object);
        list(filler, report);
        return report;
    } catch (const nlohmann::json::exception&) {
        return Errc::malformed;
    }
}

} // namespace langnghe::report
