// The same job with simdjson On-Demand, on an unpacked file: read the prices of some codes, resolve their providers, and count.
// Usage: simdjson_rates FILE CODES
#include <cstdio>
#include <cstring>
#include <iostream>
#include <set>
#include <sstream>
#include <unordered_map>
#include <vector>
#include "simdjson.h"
using namespace simdjson;

int main(int, char **arguments) {
  std::set<std::string> wanted;
  std::stringstream codes(arguments[2]);
  for (std::string code; std::getline(codes, code, ',');) wanted.insert(code);
  padded_string json = padded_string::load(arguments[1]);
  ondemand::parser parser;
  ondemand::document document = parser.iterate(json);
  std::unordered_map<uint64_t, size_t> references;
  struct Rate { double amount; std::vector<uint64_t> used; };
  std::vector<Rate> rates;
  for (auto member : document.get_object()) {
    std::string_view name = member.unescaped_key();
    if (name == "provider_references") {
      for (ondemand::object reference : member.value().get_array()) {
        uint64_t id = 0;
        size_t npis = 0;
        for (auto part : reference) {
          std::string_view key = part.unescaped_key();
          if (key == "provider_group_id") id = part.value().get_uint64();
          else if (key == "provider_groups")
            for (ondemand::object group : part.value().get_array())
              for (auto field : group)
                if (std::string_view(field.unescaped_key()) == "npi") {
                  ondemand::array list = field.value().get_array();
                  npis += list.count_elements();
                }
        }
        references[id] = npis;
      }
    } else if (name == "in_network") {
      for (ondemand::object item : member.value().get_array()) {
        bool isWanted = false;
        for (auto part : item) {
          std::string_view key = part.unescaped_key();
          if (key == "billing_code") isWanted = wanted.count(std::string(std::string_view(part.value().get_string())));
          else if (key == "negotiated_rates" && isWanted)
            for (ondemand::object rate : part.value().get_array()) {
              std::vector<uint64_t> used;
              size_t first = rates.size();
              for (auto field : rate) {
                std::string_view what = field.unescaped_key();
                if (what == "provider_references") for (uint64_t reference : field.value().get_array()) used.push_back(reference);
                else if (what == "negotiated_prices")
                  for (ondemand::object price : field.value().get_array())
                    for (auto figure : price)
                      if (std::string_view(figure.unescaped_key()) == "negotiated_rate") rates.push_back({double(figure.value().get_double()), {}});
              }
              for (size_t i = first; i < rates.size(); i++) rates[i].used = used;
            }
        }
      }
    }
  }
  double sum = 0;
  size_t npis = 0;
  for (auto &rate : rates) {
    sum += rate.amount;
    for (auto reference : rate.used) npis += references[reference];
  }
  std::printf("%zu %.2f %zu\n", rates.size(), sum, npis);
}
