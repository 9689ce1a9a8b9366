#include "adapters/metrics/families.hpp"

#include <array>

namespace langnghe::metrics {
namespace {

const prometheus::Histogram::BucketBoundaries job_buckets{1, 2, 4, 8, 16, 32, 64, 128, 256};
const prometheus::Histogram::BucketBoundaries commit_buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2};

class PrometheusStore final : public Store
{
public:
    PrometheusStore(Families& families, const prometheus::Labels& labels)
        : batch_jobs_(families.batch_jobs.Add(labels, job_buckets)),
          commit_seconds_(families.commit_seconds.Add(labels, commit_buckets)),
          queue_depth_(families.queue_depth.Add(labels)), refused_(families.refused.Add(labels)),
          wal_bytes_(families.wal_bytes.Add(labels)), parked_(families.parked.Add(labels)),
          files_waiting_(families.files.Add(with(labels, "state", "waiting"))),
          files_failed_(families.files.Add(with(labels, "state", "failed"))),
          oldest_file_(families.oldest_file.Add(labels)), file_bytes_(families.file_bytes.Add(labels))
    {
        for (const Status status : all_statuses)
            tickets_[static_cast<std::size_t>(status)] = &families.tickets.Add(with(labels, "status", name_of(status)));
    }

    void batch(std::size_t jobs, double commit_seconds) override
    {
        batch_jobs_.Observe(static_cast<double>(jobs));
        commit_seconds_.Observe(commit_seconds);
    }
    void queue_depth(std::size_t jobs) override { queue_depth_.Set(static_cast<double>(jobs)); }
    void refused() override { refused_.Increment(); }
    void wal_bytes(std::uint64_t bytes) override { wal_bytes_.Set(static_cast<double>(bytes)); }
    void tickets(Status status, std::int64_t count) override
    {
        tickets_[static_cast<std::size_t>(status)]->Set(static_cast<double>(count));
    }
    void parked(std::int64_t rows) override { parked_.Set(static_cast<double>(rows)); }
    void files(std::int64_t waiting, std::int64_t failed, double oldest_seconds) override
    {
        files_waiting_.Set(static_cast<double>(waiting));
        files_failed_.Set(static_cast<double>(failed));
        oldest_file_.Set(oldest_seconds);
    }
    void file_bytes(std::int64_t stored) override { file_bytes_.Set(static_cast<double>(stored)); }

private:
    prometheus::Histogram& batch_jobs_;
    prometheus::Histogram& commit_seconds_;
    prometheus::Gauge& queue_depth_;
    prometheus::Counter& refused_;
    prometheus::Gauge& wal_bytes_;
    prometheus::Gauge& parked_;
    prometheus::Gauge& files_waiting_;
    prometheus::Gauge& files_failed_;
    prometheus::Gauge& oldest_file_;
    prometheus::Gauge& file_bytes_;
    std::array<prometheus::Gauge*, all_statuses.size()> tickets_{};
};

prometheus::Family<prometheus::Counter>& counters(prometheus::Registry& registry, const char* name, const char* help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

Gauges& gauges(prometheus::Registry& registry, const char* name, const char* help)
{
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

Histograms& histograms(prometheus::Registry& registry, const char* name, const char* help)
{
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

} // namespace

Families::Families(prometheus::Registry& r)
    : requests(counters(r, "langnghe_http_requests_total", "Answered requests by route and status.")),
      request_seconds(histograms(r, "langnghe_http_request_seconds", "From the whole request to the answer.")),
      connections(gauges(r, "langnghe_http_connections", "Open connections.")),
      build(gauges(r, "langnghe_build_info", "Always 1; the label says which version runs.")),
      webhooks(counters(r, "langnghe_webhooks_total", "Webhook requests by what they turned out to be.")),
      events(counters(r, "langnghe_events_total", "Events taken in by kind.")),
      variants(counters(r, "langnghe_variants_total", "Shapes of what came, where a platform's sources disagree.")),
      duplicates(counters(r, "langnghe_events_duplicate_total", "Events that had been here before.")),
      replayed(counters(r, "langnghe_events_replayed_total", "Events older than the keys that are kept, unstored.")),
      out_of_time(counters(r, "langnghe_events_out_of_time_total", "Events two hours old, or of the future.")),
      sends(counters(r, "langnghe_sends_total", "Attempts to send by outcome.")),
      send_seconds(histograms(r, "langnghe_send_seconds", "How long the platform took to answer.")),
      outbox(gauges(r, "langnghe_outbox_rows", "Messages in the outbox by state.")),
      oldest_waiting(gauges(r, "langnghe_outbox_oldest_seconds", "Age of the oldest message that waits.")),
      usable(gauges(r, "langnghe_channel_usable", "1 when the channel can receive and send.")),
      quota_used(gauges(r, "langnghe_channel_quota_used", "Of the platform's package, this month's messages first.")),
      quota_limit(gauges(r, "langnghe_channel_quota_limit", "What the platform's package allows.")),
      renewals(
          counters(r, "langnghe_token_renewals_total", "Attempts to renew a pair of tokens by what came of them.")),
      reconnect_needed(
          gauges(r, "langnghe_channel_reconnect_needed", "1 when a person must connect the channel again.")),
      token_left(gauges(r, "langnghe_token_seconds_left", "Until the access token expires.")),
      backfilled(counters(r, "langnghe_events_backfilled_total", "Events that the webhook never brought.")),
      charged(counters(r, "langnghe_sends_charged_total", "Attempts to send, by what the platform charged for them.")),
      groups_end(gauges(r, "langnghe_groups_end_timestamp_seconds",
                        "When the first of the channel's bought groups ends; 0: none does, or not known.")),
      paused(gauges(r, "langnghe_channel_paused", "1 while the administrator lets the channel send nothing.")),
      batch_jobs(histograms(r, "langnghe_store_batch_jobs", "Jobs in one commit.")),
      commit_seconds(histograms(r, "langnghe_store_commit_seconds", "How long one commit took.")),
      queue_depth(gauges(r, "langnghe_store_queue_jobs", "Jobs that wait for the writer.")),
      refused(counters(r, "langnghe_store_refused_total", "Jobs refused because the queue or the disk was full.")),
      wal_bytes(gauges(r, "langnghe_store_wal_bytes", "Size of the write-ahead log.")),
      tickets(gauges(r, "langnghe_tickets", "Tickets by status.")),
      parked(gauges(r, "langnghe_inbox_parked", "Events kept raw because they were not understood.")),
      files(gauges(r, "langnghe_files", "Files of messages by state, but for those that are stored.")),
      oldest_file(gauges(r, "langnghe_files_oldest_seconds", "Age of the oldest file that is still to be fetched.")),
      file_bytes(gauges(r, "langnghe_files_bytes", "Bytes of all files that are stored."))
{}

std::unique_ptr<Store> make_store(Families& families, const prometheus::Labels& labels)
{
    return std::make_unique<PrometheusStore>(families, labels);
}

} // namespace langnghe::metrics
