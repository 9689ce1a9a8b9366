#include "core/journal/entry.hpp"
#include "core/message/say.hpp"
#include "core/people/assignee.hpp"
#include "core/report/count.hpp"
#include "core/report/report.hpp"
#include "core/store/issued.hpp"
#include "core/store/scores.hpp"
#include "core/text/cut.hpp"
#include "core/text/line.hpp"
#include "core/text/mask.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace langnghe::report {
namespace {

constexpr std::size_t longest_reason = 160; // UTF-16 units

using Key = std::function<std::string(const Outcome&)>;
using Name = std::function<std::string(const std::string&)>;

// What a list of the taxonomy calls it, or that nobody said yet.
Name names(const Catalogue& say, const std::vector<Term>& terms, Say unknown)
{
    return [&say, &terms, unknown](const std::string& key) {
        return key.empty() ? say(unknown) : langnghe::name_of(terms, key);
    };
}

std::vector<Term> terms_of(const std::vector<Field>& fields) { return {fields.begin(), fields.end()}; }

class Maker
{
public:
    Maker(Context& context, const Period& period, std::string_view area)
        : context_(context), period_(period), area_(area), say_(context.commune.say),
          fields_(terms_of(taxonomy().fields)), field_name_(names(say_, fields_, Say::report_unclassified)),
          area_name_(names(say_, taxonomy().areas, Say::area_unknown)),
          department_name_(names(say_, taxonomy().departments, Say::report_untransferred))
    {}

    Report make()
    {
        const Period earlier = before(period_);
        ledger_.emplace(figures().cases(begin_of(earlier)), figures().steps(begin_of(earlier)));
        report_.period = period_;
        report_.commune = context_.commune.name;
        if (!area_.empty())
            report_.commune += " – " + area_name_(area_);
        report_.as_of = std::min(context_.now, end_of(period_));
        // What happened at this very moment is in it.
        const TimePoint end = std::min(context_.now + Duration{1}, end_of(period_));
        now_ = within_area(ledger_->outcomes({begin_of(period_), end}));
        then_ = within_area(ledger_->outcomes({begin_of(earlier), begin_of(period_)}));
        report_.flow = flow_of(now_, report_.as_of);
        report_.before = flow_of(then_, begin_of(period_));
        tables();
        departments();
        refusals();
        overdue();
        clusters();
        scores();
        if (area_.empty()) {
            sealed();
            remarks();
        }
        if (const auto last = context_.tx.journal().last())
            report_.anchor = journal::anchor(last->seq, last->hash);
        return std::move(report_);
    }

private:
    const Taxonomy& taxonomy() const { return context_.commune.taxonomy; }
    Figures& figures() { return context_.tx.figures(); }

    std::vector<Outcome> within_area(std::vector<Outcome> outcomes) const
    {
        if (!area_.empty())
            std::erase_if(outcomes, [this](const Outcome& each) { return each.subject->area != area_; });
        return outcomes;
    }

    std::vector<Count> table(const Key& key, const Name& name, bool received) const
    {
        const auto counts = [received](const Outcome& each) { return received ? each.received : each.succeeded(); };
        std::map<std::string, Count> found;
        for (const Outcome& each : now_)
            if (counts(each))
                ++found[key(each)].count;
        for (const Outcome& each : then_)
            if (counts(each))
                ++found[key(each)].before;
        std::vector<Count> rows;
        for (auto& [which, row] : found) {
            row.key = which;
            row.name = name(which);
            rows.push_back(std::move(row));
        }
        std::ranges::stable_sort(rows, [](const Count& a, const Count& b) {
            return std::pair{b.count, b.before} < std::pair{a.count, a.before};
        });
        return rows;
    }

    std::string channel_name(const std::string& key) const
    {
        const auto found = context_.commune.channels.find(key);
        return found == context_.commune.channels.end() ? key : found->second.label;
    }

    std::string nature_name(const std::string& key) const
    {
        return say_(label_of(nature_from(key).value_or(Nature::unset)));
    }

    std::string result_name(const std::string& key) const
    {
        const auto kind = result_kind_from(key);
        return say_(kind ? label_of(*kind) : Say::report_no_result);
    }

    void tables()
    {
        report_.channels = table([](const Outcome& each) { return each.subject->channel; },
                                 [this](const std::string& key) { return channel_name(key); }, true);
        report_.areas = table([](const Outcome& each) { return each.subject->area; }, area_name_, true);
        report_.fields = table([](const Outcome& each) { return each.subject->field; }, field_name_, true);
        report_.natures =
            table([](const Outcome& each) { return std::string{langnghe::name_of(each.subject->nature)}; },
                  [this](const std::string& key) { return nature_name(key); }, true);
        const auto result = [](const Outcome& each) {
            return each.subject->result ? std::string{langnghe::name_of(*each.subject->result)} : std::string{};
        };
        report_.results = table(
            result, [this](const std::string& key) { return result_name(key); }, false);
    }

    void departments()
    {
        std::map<std::string, DepartmentCount> found;
        for (const Outcome& each : now_) {
            if (each.subject->department.empty())
                continue;
            DepartmentCount& row = found[each.subject->department];
            ++row.total;
            row.finished += each.succeeded();
            row.on_time += each.on_time() == true;
            row.late += each.on_time() == false;
            row.open += each.open();
            row.overdue += each.overdue(report_.as_of);
        }
        for (auto& [key, row] : found) {
            row.key = key;
            row.name = department_name_(key);
            report_.departments.push_back(std::move(row));
        }
        std::ranges::stable_sort(report_.departments, std::ranges::greater{}, &DepartmentCount::total);
    }

    std::string code_of(const Outcome& each) const { return to_text(each.subject->code, context_.commune.letters); }

    void refusals()
    {
        for (const Outcome& each : now_)
            if (each.end == Status::rejected)
                report_.refusals.push_back(
                    {code_of(each), text::shorten(text::mask_personal(text::on_one_line(each.refusal, longest_reason)),
                                                  longest_reason)});
    }

    std::string responsible(const Case& subject)
    {
        if (subject.department.empty())
            return say_(Say::intake_officers); // who is to send it on
        const auto user = assignee_of(context_.tx, subject.assignee, subject.department);
        return user ? user->name : std::string{};
    }

    void overdue()
    {
        for (const Outcome& each : now_) {
            if (!each.overdue(report_.as_of))
                continue;
            const Case& subject = *each.subject;
            const auto late = report_.as_of - *each.due;
            report_.overdue.push_back({code_of(each), field_name_(subject.field), area_name_(subject.area),
                                       department_name_(subject.department), responsible(subject), *each.due,
                                       std::chrono::ceil<std::chrono::days>(late).count()});
        }
        std::ranges::stable_sort(report_.overdue, {}, &Overdue::due);
    }

    void clusters()
    {
        std::map<std::pair<std::string, std::string>, Cluster> found;
        for (const Outcome& each : now_) {
            const Case& subject = *each.subject;
            if (!each.received || subject.field.empty() || subject.area.empty())
                continue;
            Cluster& cluster = found[{subject.field, subject.area}];
            ++cluster.cases;
            // The voices of one that was merged are its master's.
            cluster.voices += each.end == Status::merged ? 0 : subject.voices;
        }
        for (auto& [key, cluster] : found) {
            if (cluster.cases < least_cluster)
                continue;
            cluster.field = field_name_(key.first);
            cluster.area = area_name_(key.second);
            report_.clusters.push_back(std::move(cluster));
        }
        std::ranges::stable_sort(report_.clusters, std::ranges::greater{}, &Cluster::cases);
    }

    void sealed()
    {
        const auto count = figures().sealed_received(begin_of(period_), end_of(period_));
        if (count >= least_sealed)
            report_.sealed = count;
    }

    Satisfaction asked_within(const Period& period)
    {
        const ScoreFigures figures = context_.tx.scores().figures(begin_of(period), end_of(period), area_);
        return {figures.asked, figures.answered, figures.of};
    }

    void scores()
    {
        report_.score = asked_within(period_);
        report_.score_before = asked_within(before(period_));
    }

    void remarks()
    {
        for (ReportRemark& remark : context_.tx.issued().remarks(period_)) {
            const auto author = context_.tx.people().find_user(remark.author);
            report_.remarks.push_back({author ? author->name : std::string{}, remark.at, std::move(remark.text)});
        }
    }

    Context& context_;
    Period period_;
    std::string area_;
    const Catalogue& say_;
    std::vector<Term> fields_;
    Name field_name_;
    Name area_name_;
    Name department_name_;
    std::optional<Ledger> ledger_; // what the outcomes point into
    std::vector<Outcome> now_;
    std::vector<Outcome> then_;
    Report report_;
};

} // namespace

Report make(Context& context, const Period& period, std::string_view area)
{
    return Maker(context, period, area).make();
}

} // namespace langnghe::report
