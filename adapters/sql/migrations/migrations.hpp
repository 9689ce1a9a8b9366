#pragma once
// One file for each step; a step that was released is never changed again.

#include <string_view>

namespace langnghe::sql::steps {

std::string_view base();
std::string_view counts();
std::string_view search();
std::string_view outbox_files();
std::string_view sent();
std::string_view credentials();
std::string_view attachment();
std::string_view privacy();
std::string_view group_intake();
std::string_view ranks();
std::string_view course();
std::string_view wakes();
std::string_view scores();
std::string_view warnings();
std::string_view issued();
std::string_view worklists();
std::string_view discarded_file();
std::string_view erasure();
std::string_view terms_shown();
std::string_view asked_report();
std::string_view pressing();

} // namespace langnghe::sql::steps
