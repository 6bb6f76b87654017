package org.twofold.mfa;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.web.bind.annotation.RestController;
import org.twofold.messaging.outbox.OutboxCollection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The shape of this service. */
@AnalyzeClasses(packages = "org.twofold.mfa", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] FRAMEWORKS = {
    "org.springframework..", "reactor..", "org.twofold.messaging..", "org.twofold.events.."
  };

  private static final String[] KINDS = {"..challenge..", "..totp..", "..backupcode.."};

  @ArchTest
  static final ArchRule codesAreMadeInPlainJava =
      noClasses()
          .that()
          .resideInAPackage("..otp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FRAMEWORKS);

  @ArchTest
  static final ArchRule codesAndLockoutKnowNoKindOfCode =
      noClasses()
          .that()
          .resideInAnyPackage("..otp..", "..lockout..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KINDS);

  @ArchTest
  static final ArchRule kindsOfCodesDoNotKnowEachOther =
      slices()
          .matching("org.twofold.mfa.(challenge|totp|backupcode)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule googleauthIsOnlyWhereCodesAreMade =
      noClasses()
          .that()
          .resideOutsideOfPackage("..otp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.warrenstrange..");

  @ArchTest
  static final ArchRule googleauthJudgesNoCodeAndDrawsNone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveSimpleName("GoogleAuthenticatorQRGenerator")
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "authorizes",
                  call ->
                      call.getName().startsWith("authorize")
                          && call.getTargetOwner()
                              .getPackageName()
                              .startsWith("com.warrenstrange")));

  @ArchTest
  static final ArchRule codesAndLockoutDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("..lockout..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..otp..");

  @ArchTest
  static final ArchRule accessStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("..access..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..challenge..", "..totp..", "..backupcode..", "..lockout..", "..otp..");

  @ArchTest
  static final ArchRule nobodyReachesIntoAccess =
      noClasses()
          .that()
          .resideOutsideOfPackage("..access..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..access..");

  @ArchTest
  static final ArchRule edgesAndStoresArePackagePrivate =
      classes()
          .that()
          .haveSimpleNameEndingWith("Listener")
          .or()
          .areAnnotatedWith(RestController.class)
          .or(holdingDocuments())
          .should()
          .bePackagePrivate();

  @ArchTest
  static final ArchRule eventsAppearOnlyWhereTheyAreWrittenAndRead =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Listener")
          .and()
          .haveSimpleNameNotEndingWith("Events")
          .and()
          .doNotHaveSimpleName("ChallengeIssuer")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SpecificRecord.class);

  @ArchTest
  static final ArchRule nothingHereBlocks =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "blocks",
                  call ->
                      call.getName().startsWith("block")
                          && (call.getTargetOwner().isAssignableTo(Mono.class)
                              || call.getTargetOwner().isAssignableTo(Flux.class))));

  @ArchTest
  static final ArchRule onlyListenersWait =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Listener")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("Handling");

  private static DescribedPredicate<JavaClass> holdingDocuments() {
    return DescribedPredicate.describe(
        "hold documents",
        type ->
            type.getAllFields().stream()
                .anyMatch(field -> field.getRawType().isEquivalentTo(OutboxCollection.class)));
  }
}
