#include "tests/unit/net/certificate.hpp"

#include <catch2/catch.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace langnghe::net::test {

namespace {

constexpr long two_days = 2 * 24 * 60 * 60;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Cert = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void extend(X509* cert, int nid, const std::string& value)
{
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str());
    REQUIRE(extension != nullptr);
    X509_add_ext(cert, extension, -1);
    X509_EXTENSION_free(extension);
}

Cert self_signed(EVP_PKEY* key, const std::string& host, std::chrono::seconds good_for)
{
    Cert cert(X509_new(), X509_free);
    X509_set_version(cert.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert.get()), -two_days);
    X509_gmtime_adj(X509_getm_notAfter(cert.get()), good_for.count());
    X509_set_pubkey(cert.get(), key);
    X509_NAME* const name = X509_get_subject_name(cert.get());
    const std::string common = "langnghe test";
    X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(common.c_str()), -1, -1, 0);
    X509_set_issuer_name(cert.get(), name);
    extend(cert.get(), NID_basic_constraints, "critical,CA:TRUE");
    extend(cert.get(), NID_subject_alt_name, "DNS:" + host);
    REQUIRE(X509_sign(cert.get(), key, EVP_sha256()) > 0);
    return cert;
}

} // namespace

Certificate::Certificate(const std::string& host, std::chrono::seconds good_for)
{
    std::string pattern = std::filesystem::temp_directory_path() / "langnghe-tls-XXXXXX";
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
    const Key key_pair(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), EVP_PKEY_free);
    REQUIRE(key_pair != nullptr);
    const Cert cert = self_signed(key_pair.get(), host, good_for);
    const File cert_file(std::fopen(certificate().c_str(), "w"), std::fclose);
    const File key_file(std::fopen(key().c_str(), "w"), std::fclose);
    REQUIRE(PEM_write_X509(cert_file.get(), cert.get()) == 1);
    REQUIRE(PEM_write_PrivateKey(key_file.get(), key_pair.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
}

Certificate::~Certificate()
{
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

} // namespace langnghe::net::test
