package org.twofold.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is put into a log by mistake says nothing that must not be there. */
@Tag("G1")
class SecretsInRecordsTest {

  private static final String CANARY = "canary";
  private static final Set<String> SECRET =
      Set.of(
          "address",
          "canonical",
          "code",
          "codes",
          "current",
          "email",
          "loginToken",
          "new",
          "newPassword",
          "number",
          "password",
          "passwordHash",
          "secret",
          "token",
          "typed",
          "uri");

  private static final Map<Class<?>, Object> VALUES =
      Map.of(
          boolean.class,
          false,
          int.class,
          0,
          long.class,
          0L,
          Instant.class,
          Instant.EPOCH,
          Duration.class,
          Duration.ZERO,
          List.class,
          List.of(),
          byte[].class,
          new byte[0]);

  static Stream<Class<?>> records() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.twofold.gateway")
            .stream()
            .filter(JavaClass::isRecord)
            .filter(type -> !type.getSimpleName().endsWith("Settings"))
            .map(JavaClass::reflect);
  }

  @ParameterizedTest
  @MethodSource("records")
  void noRecordSaysASecret(Class<?> type) throws ReflectiveOperationException {
    assertThat(filled(type, false).toString()).doesNotContain(CANARY);
  }

  private static Object filled(Class<?> type, boolean isSecret)
      throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] =
          value(components[i].getType(), isSecret || SECRET.contains(components[i].getName()));
    }
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Object value(Class<?> type, boolean isSecret) throws ReflectiveOperationException {
    if (type == String.class) {
      return isSecret ? CANARY : "plain";
    }
    if (type.isRecord()) {
      return filled(type, isSecret);
    }
    return type.isEnum() ? type.getEnumConstants()[0] : VALUES.get(type);
  }
}
