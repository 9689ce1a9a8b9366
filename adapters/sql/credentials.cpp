#include "adapters/sql/credentials.hpp"

namespace langnghe::sql {

std::optional<credentials::Grant> SqlCredentials::find(std::string_view channel)
{
    Query query(db_, "SELECT number, sealed, renewable, obtained_at, expires_at, begun_at, lost_at, lost_why, origin"
                     " FROM credential WHERE channel = ?1");
    if (!query.with(channels_.find(channel)).next())
        return std::nullopt;
    credentials::Grant grant;
    query.into(grant.number, grant.sealed, grant.renewable, grant.obtained_at, grant.expires_at, grant.begun_at,
               grant.lost_at, grant.lost_why, grant.origin);
    return grant;
}

void SqlCredentials::save(std::string_view channel, const credentials::Grant& grant)
{
    Query query(db_, "INSERT INTO credential(channel, number, sealed, renewable, obtained_at, expires_at, begun_at,"
                     " lost_at, lost_why, origin) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                     " ON CONFLICT(channel) DO UPDATE SET number = excluded.number, sealed = excluded.sealed,"
                     " renewable = excluded.renewable, obtained_at = excluded.obtained_at,"
                     " expires_at = excluded.expires_at, begun_at = excluded.begun_at, lost_at = excluded.lost_at,"
                     " lost_why = excluded.lost_why, origin = excluded.origin");
    query.with(channels_.number(channel), grant.number, grant.sealed, grant.renewable, grant.obtained_at,
               grant.expires_at, grant.begun_at, grant.lost_at, grant.lost_why, grant.origin);
    query.run();
}

} // namespace langnghe::sql
