package org.twofold.stack.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void takesAValueAfterASpaceOrAnEqualsSign() {
    assertThat(parse("--workers", "3").number("--workers", 1, 1, 10)).isEqualTo(3);
    assertThat(parse("--workers=3").number("--workers", 1, 1, 10)).isEqualTo(3);
    assertThat(parse().number("--workers", 1, 1, 10)).isEqualTo(1);
  }

  @Test
  void keepsAnEqualsSignThatIsPartOfAValue() {
    assertThat(parse("--data=a=b").option("--data")).hasValue("a=b");
  }

  @Test
  void refusesANumberThatIsNoneOrOutOfBounds() {
    for (String value : List.of("x", "0", "11", "99999999999", "1.5", "")) {
      assertThatThrownBy(() -> parse("--workers", value).number("--workers", 1, 1, 10))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("--workers must be a whole number from 1 to 10");
    }
  }

  @Test
  void namesAnOptionThatDoesNotExist() {
    assertThatThrownBy(() -> parse("--worker", "3"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("--worker;");
  }

  @Test
  void namesAnOptionWithoutItsValue() {
    assertThatThrownBy(() -> parse("--data"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("--data needs a value");
  }

  @Test
  void refusesWordsWhereACommandTakesNone() {
    assertThatThrownBy(() -> parse("--detach", "now").withoutWords())
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("now");
  }

  private static Arguments parse(String... words) {
    return Arguments.parse(List.of(words), Set.of("--workers", "--data"), Set.of("--detach"));
  }
}
