package org.twofold.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.twofold.messaging.outbox.OutboxCollection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The shape of this service. */
@AnalyzeClasses(packages = "org.twofold.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String HERE = "org.twofold.gateway.";

  /** What builds an event where it is decided. */
  private static final Set<String> WRITE_EVENTS = Set.of("account.SignUp", "settings.ContactProof");

  /** What seals an address into the part of an event that only its sender opens. */
  private static final Set<String> SEAL =
      Set.of("account.AddressBook", "account.Contacts", "account.PersonalKeys");

  /** What other features look things up in, or keep documents of their own in. */
  private static final Set<String> OPEN_STORES =
      Set.of("account.Accounts", "throttle.SendBudget", "settings.TotpSetup");

  /** What shapes answers beside the controllers. */
  private static final Set<String> EDGES =
      Set.of("login.BearerSessions", "login.LoginWatch", "settings.SettingsAnswers");

  /** What waits for the database before there are requests. */
  private static final Set<String> AT_START = Set.of("account.Indexes");

  /** Where an owner stops on a page what support began. */
  private static final Set<String> ANSWER_SUPPORT = Set.of("web.settings.SupportRow");

  private static final Set<String> READ_BUNDLES =
      Set.of("problem.ProblemWriter", "web.PageModel", "web.PageText");

  /** An exception is for a class that is there, and for no other of that name. */
  @ArchTest
  static void exceptionsAreForClassesThatAreThere(JavaClasses classes) {
    assertThat(
            Stream.of(
                WRITE_EVENTS, SEAL, OPEN_STORES, EDGES, AT_START, ANSWER_SUPPORT, READ_BUNDLES))
        .allSatisfy(names -> assertThat(names).allMatch(name -> classes.contain(HERE + name)));
  }

  @ArchTest
  static final ArchRule featuresFormNoCycle =
      slices().matching("org.twofold.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingKnowsThePages =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.twofold.gateway.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.twofold.gateway.web..");

  @ArchTest
  static final ArchRule nothingKnowsTheOperatorsPath =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.twofold.gateway.operator..")
          .and(areNone(ANSWER_SUPPORT))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.twofold.gateway.operator..");

  @ArchTest
  static final ArchRule useCasesKnowNoHttp =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.twofold.gateway.account..",
              "org.twofold.gateway.login..",
              "org.twofold.gateway.settings..",
              "org.twofold.gateway.password..",
              "org.twofold.gateway.recovery..",
              "org.twofold.gateway.link..")
          .and()
          .areNotMetaAnnotatedWith(Controller.class)
          .and(areNotNestedIn("Controller"))
          .and(areNone(EDGES))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..",
              "org.springframework.http..",
              "org.twofold.gateway.problem..");

  @ArchTest
  static final ArchRule edgesArePackagePrivate =
      classes()
          .that()
          .haveSimpleNameEndingWith("Listener")
          .or()
          .areMetaAnnotatedWith(Controller.class)
          .or()
          .haveSimpleNameEndingWith("Request")
          .or()
          .haveSimpleNameEndingWith("Form")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule storesArePackagePrivate =
      classes().that(holdDocuments()).and(areNone(OPEN_STORES)).should().bePackagePrivate();

  @ArchTest
  static final ArchRule eventsAppearOnlyWhereTheyAreWrittenAndRead =
      noClasses()
          .that(
              DescribedPredicate.describe(
                  "neither listen, nor make events, nor keep them with their documents",
                  type ->
                      !type.getSimpleName().endsWith("Listener")
                          && !type.getSimpleName().endsWith("Events")
                          && areNone(WRITE_EVENTS).test(type)
                          && !holdDocuments().test(type)
                          && areNone(SEAL).test(type)))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SpecificRecord.class);

  @ArchTest
  static final ArchRule nothingHereBlocks =
      noClasses().should().callMethodWhere(DescribedPredicate.describe("blocks", blocks()));

  @ArchTest
  static final ArchRule onlyListenersWait =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Listener")
          .and(areNone(AT_START))
          .should()
          .dependOnClassesThat()
          .haveSimpleName("Handling");

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .should()
          .accessTargetWhere(DescribedPredicate.describe("asks the system for the time", asks()));

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule nothingIsPrinted =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule settingsAreRecords =
      classes().that().areAnnotatedWith(ConfigurationProperties.class).should().beRecords();

  /** One bundle for problems, one for pages, each read in one place. */
  @ArchTest
  static final ArchRule bundlesAreReadInOnePlaceEach =
      noClasses()
          .that(areNone(READ_BUNDLES))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(MessageSource.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.ResourceBundle.class);

  private static DescribedPredicate<JavaClass> holdDocuments() {
    return DescribedPredicate.describe(
        "hold documents",
        type ->
            type.getAllFields().stream()
                .anyMatch(field -> field.getRawType().isEquivalentTo(OutboxCollection.class)));
  }

  private static DescribedPredicate<JavaClass> areNone(Set<String> names) {
    return DescribedPredicate.describe(
        "are none of " + names,
        type -> names.stream().noneMatch(name -> type.getName().equals(HERE + name)));
  }

  private static DescribedPredicate<JavaClass> areNotNestedIn(String suffix) {
    return DescribedPredicate.describe(
        "are not nested in a " + suffix,
        type ->
            type.getEnclosingClass()
                .map(outer -> !outer.getSimpleName().endsWith(suffix))
                .orElse(true));
  }

  private static DescribedPredicate<JavaMethodCall> blocks() {
    return DescribedPredicate.describe(
        "blocks",
        call -> {
          JavaClass owner = call.getTargetOwner();
          boolean isReactive = owner.isAssignableTo(Mono.class) || owner.isAssignableTo(Flux.class);
          return (isReactive && call.getName().matches("block.*|toFuture|toIterable|toStream"))
              || (owner.isEquivalentTo(Thread.class) && call.getName().matches("sleep|join"))
              || (owner.isAssignableTo(java.util.concurrent.Future.class)
                  && call.getName().matches("get|join"));
        });
  }

  private static DescribedPredicate<JavaAccess<?>> asks() {
    return DescribedPredicate.describe(
        "asks the system",
        access -> {
          JavaClass owner = access.getTargetOwner();
          String call = access.getName();
          boolean isNow =
              owner.getPackageName().equals("java.time")
                  && call.equals("now")
                  && access instanceof JavaMethodCall method
                  && method.getTarget().getRawParameterTypes().stream()
                      .noneMatch(type -> type.isAssignableTo(Clock.class));
          return isNow
              || (owner.isEquivalentTo(Clock.class) && call.startsWith("system"))
              || (owner.isEquivalentTo(System.class) && call.equals("currentTimeMillis"))
              || (owner.isEquivalentTo(Date.class) && call.equals("<init>"));
        });
  }
}
