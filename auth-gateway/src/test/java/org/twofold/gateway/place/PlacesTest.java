package org.twofold.gateway.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.gateway.testing.PlaceFile;

/** Places come from the operator's file and from nothing else. */
class PlacesTest {

  @TempDir Path directory;
  private Places places;

  @BeforeEach
  void aFileOfThreeNetworksAndAllThatAreNotPublic() throws IOException {
    PlaceFile file =
        new PlaceFile()
            .with("203.0.113.0", 24, names("London", "Londres"), names("England", "Angleterre"))
            .with("198.51.100.0", 24, Map.of(), names("Spain", "Espagne"))
            .with("2001:db8::", 32, Map.of("en", "Oslo"), Map.of("en", "Norway"));
    for (String network :
        new String[] {
          "127.0.0.0/8",
          "10.0.0.0/8",
          "192.168.0.0/16",
          "172.16.0.0/12",
          "169.254.0.0/16",
          "100.64.0.0/10",
          "fc00::/7",
          "fe80::/10"
        }) {
      String[] parts = network.split("/");
      file.with(parts[0], Integer.parseInt(parts[1]), names("Nowhere", "Nulle part"), Map.of());
    }
    places = new Places(new PlaceSettings(file.to(directory.resolve("places.mmdb"))));
  }

  @AfterEach
  void closed() throws IOException {
    places.destroy();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9     | London, England | Londres, Angleterre",
        "198.51.100.200  | Spain           | Espagne",
        "2001:db8:5::1   | Oslo, Norway    | Oslo, Norway"
      })
  void aPlaceHasItsNameInBothLanguagesWhereTheFileHas(String address, String en, String fr) {
    Place place = places.of(InetAddress.ofLiteral(address));

    assertThat(place.in("en")).isEqualTo(en);
    assertThat(place.in("fr")).isEqualTo(fr);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8", "2001:db9::1", "::1", "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.20.0.1",
        "169.254.1.1", "100.64.0.1", "100.127.255.1", "fc00::1", "fdab::1", "fe80::1", "0.0.0.0"
      })
  void noneIsInvented(String address) {
    assertThat(places.of(InetAddress.ofLiteral(address))).isNull();
  }

  @Test
  void withoutAFileOrAnAddressThereIsNone() {
    assertThat(places.of(null)).isNull();
    assertThat(new Places(new PlaceSettings(null)).of(InetAddress.ofLiteral("203.0.113.9")))
        .isNull();
  }

  @Test
  void aFileThatIsMissingOrNoneStopsTheStart() throws IOException {
    assertStops(directory.resolve("missing.mmdb"), "is not there, or no file in MaxMind's format");
    assertStops(
        Files.writeString(directory.resolve("text.mmdb"), "not a database"),
        "is not there, or no file in MaxMind's format");
    assertStops(directory, "is not there, or no file in MaxMind's format");
  }

  @Test
  void aFileWithoutNamesOfPlacesStopsTheStart() throws IOException {
    Path file =
        new PlaceFile()
            .with("203.0.113.0", 24, Map.of(), Map.of())
            .to(directory.resolve("asn.mmdb"));

    assertStops(file, "has no names of cities or countries");
  }

  @Test
  void aFileThatIsDamagedNeedsNoPlaceToLogIn() throws IOException {
    Path file = directory.resolve("damaged.mmdb");
    byte[] bytes = Files.readAllBytes(directory.resolve("places.mmdb"));
    int oslo = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Oslo");
    bytes[oslo - 1] = 0;
    Files.write(file, bytes);
    Places damaged = new Places(new PlaceSettings(file));

    assertThat(damaged.of(InetAddress.ofLiteral("2001:db8::1"))).isNull();
    assertThat(damaged.of(InetAddress.ofLiteral("203.0.113.9"))).isNotNull();
    damaged.destroy();
  }

  private static void assertStops(Path file, String why) {
    assertThatThrownBy(() -> new Places(new PlaceSettings(file)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("twofold.places.database")
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }

  private static Map<String, String> names(String en, String fr) {
    return Map.of("en", en, "fr", fr);
  }
}
