#include "project/manifest.hpp"

#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "project/project.hpp"
#include "steps/file_hashes.hpp"
#include "support.hpp"

using namespace trygg;

TEST_CASE("SHA-256 of the empty text and of abc are those of FIPS 180-4", "[project][reference]") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("the number of a calculation depends on inputs and program, not on the folder's name",
          "[project][law]") {
  const auto number = [](const std::string& content, const std::string& program) {
    test::Folder folder;
    FileHashes hashes;
    Manifest manifest(folder.path(), program, hashes);
    manifest.input(folder.file("data.csv", content));
    return manifest.number();
  };
  CHECK(number("a", "p 1") == number("a", "p 1"));
  CHECK(number("a", "p 1") != number("b", "p 1"));
  CHECK(number("a", "p 1") != number("a", "p 2"));
}

TEST_CASE("a manifest lists files by their path in the project", "[project]") {
  test::Folder folder;
  FileHashes hashes;
  Manifest manifest(folder.path(), "p", hashes);
  manifest.input(folder.file("data.csv", "abc"));
  CHECK_THAT(manifest.to_json(Origin::synthetic), Catch::Contains("\"file\": \"data.csv\"") &&
                                                      Catch::Contains("ba7816bf8f01cfea") &&
                                                      Catch::Contains("\"synthetic\": true"));
}
