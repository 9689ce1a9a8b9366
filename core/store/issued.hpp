#pragma once
// Port: reports that were issued, as they were, which never change; and those that somebody waits for.

#include "core/ids.hpp"
#include "core/report/period.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace langnghe {

struct IssuedReport
{
    report::Period period;
    int version = 1; // of this period
    TimePoint at;
    std::string by;       // the journal's name of who issued it
    std::string corrects; // what this version puts right in the one before
    std::string sha256;   // of the document, in hex
    std::string document; // JSON; empty in a list
};

// What the Front says of a period.
struct ReportRemark
{
    UserId author = UserId::none;
    TimePoint at;
    std::string text;
};

// Somebody asked for the report as it stands now, and it is not made yet.
struct AskedReport
{
    IdentityId by = IdentityId::none;
    report::Period period;
    friend bool operator==(const AskedReport&, const AskedReport&) = default;
};

class IssuedReports
{
public:
    virtual ~IssuedReports() = default;
    virtual void add(const IssuedReport& issued) = 0;
    // That version; 0: the newest.
    virtual std::optional<IssuedReport> find(const report::Period& period, int version) = 0;
    // The newest first, without their documents.
    virtual std::vector<IssuedReport> list(int limit) = 0;
    virtual void add_remark(const report::Period& period, const ReportRemark& remark) = 0;
    // In their order.
    virtual std::vector<ReportRemark> remarks(const report::Period& period) = 0;

    // Who asks again for what he waits for waits once.
    virtual void ask(const AskedReport& asked) = 0;
    // In the order of asking.
    virtual std::vector<AskedReport> asked(int limit) = 0;
    virtual void answered(const AskedReport& asked) = 0;
};

} // namespace langnghe
