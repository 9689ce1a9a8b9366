// What Boost.JSON has besides headers, compiled here once.
#include <boost/json/src.hpp>
