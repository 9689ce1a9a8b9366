#include "adapters/metrics/families.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <variant>

namespace langnghe::metrics {
namespace {

constexpr std::array<std::string_view, 5> verdicts{"events", "probe", "unauthorized", "malformed", "unconfigured"};
static_assert(verdicts.size() == static_cast<std::size_t>(Reception::Verdict::unconfigured) + 1);

// In the order of EventContent.
constexpr std::array<std::string_view, 14> contents{
    "message",        "button",        "receipt",     "echo",       "reaction", "contact", "group_change",
    "group_migrated", "group_members", "shared_info", "withdrawal", "ignored",  "unknown", "unsupported"};
static_assert(contents.size() == std::variant_size_v<EventContent>);

constexpr std::array<std::string_view, 9> outcomes{"accepted",  "retry_at",  "temporary",
                                                   "permanent", "chat_gone", "window_closed",
                                                   "adjust",    "ambiguous", "channel_paused"};
static_assert(outcomes.size() == static_cast<std::size_t>(Outcome::Kind::channel_paused) + 1);

constexpr std::array<std::string_view, 5> renewals{"renewed", "refused", "dead", "doubtful", "not_sent"};
static_assert(renewals.size() == static_cast<std::size_t>(credentials::GrantAnswer::Kind::not_sent) + 1);
constexpr std::array<std::string_view, 4> charges{"none", "free", "package", "money"};
static_assert(charges.size() == static_cast<std::size_t>(Charge::money) + 1);

constexpr std::size_t delivery_states = static_cast<std::size_t>(DeliveryState::held) + 1;

const prometheus::Histogram::BucketBoundaries send_buckets{0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

class PrometheusChannel final : public Channel
{
public:
    PrometheusChannel(Families& families, const prometheus::Labels& labels)
        : families_(families), labels_(labels), duplicates_(families.duplicates.Add(labels)),
          replayed_(families.replayed.Add(labels)), out_of_time_(families.out_of_time.Add(labels)),
          send_seconds_(families.send_seconds.Add(labels, send_buckets)),
          oldest_waiting_(families.oldest_waiting.Add(labels)), usable_(families.usable.Add(labels)),
          groups_end_(families.groups_end.Add(labels)), paused_(families.paused.Add(labels))
    {
        for (std::size_t i = 0; i < verdicts.size(); ++i)
            webhooks_[i] = &families.webhooks.Add(with(labels, "verdict", verdicts[i]));
        for (std::size_t i = 0; i < contents.size(); ++i)
            events_[i] = &families.events.Add(with(labels, "kind", contents[i]));
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            sends_[i] = &families.sends.Add(with(labels, "outcome", outcomes[i]));
        for (std::size_t i = 0; i < charges.size(); ++i)
            charges_[i] = &families.charged.Add(with(labels, "charge", charges[i]));
        for (std::size_t i = 0; i < delivery_states; ++i)
            outbox_[i] = &families.outbox.Add(with(labels, "state", name_of(static_cast<DeliveryState>(i))));
    }

    void webhook(Reception::Verdict verdict) override { webhooks_[static_cast<std::size_t>(verdict)]->Increment(); }
    void event(const EventContent& content) override { events_[content.index()]->Increment(); }
    void variants(std::string_view words) override
    {
        const std::scoped_lock lock(mutex_);
        while (!words.empty()) {
            const auto word = words.substr(0, words.find(' '));
            words.remove_prefix(std::min(words.size(), word.size() + 1));
            auto found = variants_.find(word);
            if (found == variants_.end())
                found = variants_.emplace(word, &families_.variants.Add(with(labels_, "variant", word))).first;
            found->second->Increment();
        }
    }
    void duplicate() override { duplicates_.Increment(); }
    void replayed() override { replayed_.Increment(); }
    void out_of_time() override { out_of_time_.Increment(); }
    void sent(Outcome::Kind outcome) override { sends_[static_cast<std::size_t>(outcome)]->Increment(); }
    void send_seconds(double seconds) override { send_seconds_.Observe(seconds); }
    void outbox(DeliveryState state, std::int64_t rows) override
    {
        outbox_[static_cast<std::size_t>(state)]->Set(static_cast<double>(rows));
    }
    void oldest_waiting(double seconds) override { oldest_waiting_.Set(seconds); }
    void usable(bool usable) override { usable_.Set(usable ? 1 : 0); }
    void quota(std::string_view what, std::int64_t used, std::int64_t limit) override
    {
        const auto labels = with(labels_, "what", what);
        families_.quota_used.Add(labels).Set(static_cast<double>(used));
        families_.quota_limit.Add(labels).Set(static_cast<double>(limit));
    }
    void renewed(credentials::GrantAnswer::Kind answer) override
    {
        families_.renewals.Add(with(labels_, "outcome", renewals[static_cast<std::size_t>(answer)])).Increment();
    }
    void reconnect_needed(bool needed) override { families_.reconnect_needed.Add(labels_).Set(needed ? 1 : 0); }
    void token_left(double seconds) override { families_.token_left.Add(labels_).Set(seconds); }
    void backfilled(std::size_t events) override
    {
        families_.backfilled.Add(labels_).Increment(static_cast<double>(events));
    }
    void charged(Charge charge) override { charges_[static_cast<std::size_t>(charge)]->Increment(); }
    void groups_end(std::optional<TimePoint> first) override
    {
        groups_end_.Set(first ? static_cast<double>(to_millis(*first)) / 1000 : 0);
    }
    void paused(bool paused) override { paused_.Set(paused ? 1 : 0); }

private:
    Families& families_;
    prometheus::Labels labels_; // for what only some channels have
    std::mutex mutex_;          // of variants_
    std::map<std::string, prometheus::Counter*, std::less<>> variants_;
    std::array<prometheus::Counter*, verdicts.size()> webhooks_{};
    std::array<prometheus::Counter*, contents.size()> events_{};
    std::array<prometheus::Counter*, outcomes.size()> sends_{};
    std::array<prometheus::Gauge*, delivery_states> outbox_{};
    prometheus::Counter& duplicates_;
    prometheus::Counter& replayed_;
    prometheus::Counter& out_of_time_;
    prometheus::Histogram& send_seconds_;
    prometheus::Gauge& oldest_waiting_;
    prometheus::Gauge& usable_;
    std::array<prometheus::Counter*, charges.size()> charges_{};
    prometheus::Gauge& groups_end_;
    prometheus::Gauge& paused_;
};

} // namespace

std::unique_ptr<Channel> make_channel(Families& families, const prometheus::Labels& labels)
{
    return std::make_unique<PrometheusChannel>(families, labels);
}

} // namespace langnghe::metrics
