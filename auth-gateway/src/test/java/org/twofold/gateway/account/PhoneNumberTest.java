package org.twofold.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+33612345678",
        "0033 6 12 34 56 78",
        "+33 (0)6-12-34-56-78",
        " +33.6.12.34.56.78 ",
        "＋３３６１２３４５６７８",
        "+٣٣٦١٢٣٤٥٦٧٨"
      })
  void everySpellingIsOneNumber(String typed) {
    assertThat(PhoneNumber.parse(typed, null)).contains(new PhoneNumber("+33612345678"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "12",
        "0612345678",
        "+33 1",
        "+33142685300",
        "+1 800 FLOWERS",
        "+33612345678 ext. 5",
        "+33612345678;ext=5",
        "+33612345678\r\nX: y",
        "+3361234\u00005678",
        "tel:+33612345678",
        "+33612345678+33612345678",
        "+999612345678"
      })
  void whatTakesNoTextMessageIsRefused(String typed) {
    assertThat(PhoneNumber.parse(typed, null)).isEmpty();
  }

  @Test
  void aNationalNumberNeedsItsRegion() {
    assertThat(PhoneNumber.parse("06 12 34 56 78", "FR")).contains(new PhoneNumber("+33612345678"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+447700900123", "+33639980012"})
  void whatIsKeptForFictionIsTaken(String typed) {
    assertThat(PhoneNumber.parse(typed, null)).contains(new PhoneNumber(typed));
  }

  @Test
  void theHintShowsCountryAndTheLastTwoDigits() {
    assertThat(new PhoneNumber("+33612345678").hint()).isEqualTo("+33 • •• •• •• 78");
    assertThat(new PhoneNumber("+12025550123").hint()).isEqualTo("+1 ••• ••• ••23");
  }

  @Test
  void itsTextHasNothingOfIt() {
    assertThat(new PhoneNumber("+33612345678").toString()).doesNotContain("612");
  }
}
