package org.twofold.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.bind.annotation.RestController;
import org.twofold.notification.channel.Channel;

/** The shape of this service. */
@AnalyzeClasses(packages = "org.twofold.notification", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.twofold.notification.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule waysOfDeliveryDoNotKnowEachOtherNorWhoUsesThem =
      noClasses()
          .that()
          .resideInAPackage("..email..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..sms..", "..delivery..", "..queue..", "..operator..");

  @ArchTest
  static final ArchRule textsDoNotKnowMails =
      noClasses()
          .that()
          .resideInAPackage("..sms..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..email..", "..delivery..", "..queue..", "..operator..");

  @ArchTest
  static final ArchRule nobodyNamesAWayOfDelivery =
      noClasses()
          .that()
          .resideOutsideOfPackages("..email..", "..sms..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..email..", "..sms..");

  @ArchTest
  static final ArchRule providersAndWordsKnowNoKafka =
      noClasses()
          .that()
          .resideInAnyPackage("..channel..", "..email..", "..sms..", "..template..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.twofold.messaging..");

  @ArchTest
  static final ArchRule queuesKnowNoMessages =
      noClasses()
          .that()
          .resideInAPackage("..queue..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..channel..", "..template..", "..delivery..");

  @ArchTest
  static final ArchRule eventsAppearOnlyWhereTheyAreReadAndWritten =
      noClasses()
          .that()
          .doNotHaveSimpleName("Tasks")
          .and()
          .doNotHaveSimpleName("Notices")
          .and()
          .doNotHaveSimpleName("Reports")
          .and()
          .doNotHaveSimpleName("Courier")
          .and()
          .doNotHaveSimpleName("Round")
          .and()
          .resideOutsideOfPackage("..operator..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SpecificRecord.class);

  @ArchTest
  static final ArchRule edgesArePackagePrivate =
      classes()
          .that()
          .areAnnotatedWith(RestController.class)
          .or()
          .implement(SmartLifecycle.class)
          .or()
          .implement(Channel.class)
          .should()
          .bePackagePrivate();

  @ArchTest
  static final ArchRule settingsAreRecords =
      classes().that().areAnnotatedWith(ConfigurationProperties.class).should().beRecords();

  @ArchTest
  static final ArchRule theClockIsInjected =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
