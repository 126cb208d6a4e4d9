package io.hawkshaw;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.junit.jupiter.api.Test;

/** How the packages may depend on each other. */
final class ArchitectureTest {
  /** Packages that meet in tables only. */
  private static final List<String> DOMAINS =
      List.of("source", "rule", "graph", "behavior", "group", "investigation", "report", "rewrite");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.hawkshaw");

  @Test
  void allOfTheProductIsLookedAt() {
    assertThat(PRODUCT.contain(Main.class)).isTrue();
    assertThat(PRODUCT.contain(ArchitectureTest.class)).isFalse();
    assertThat(PRODUCT.size()).isGreaterThan(100);
  }

  @Test
  void packagesDoNotDependOnEachOtherInACircle() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(PRODUCT);
  }

  @Test
  void domainPackagesMeetInTablesOnly() {
    for (String domain : DOMAINS) {
      List<String> others = new ArrayList<>(DOMAINS);
      others.remove(domain);
      noClasses()
          .that()
          .resideInAPackage("io.hawkshaw." + domain + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              others.stream().map(name -> "io.hawkshaw." + name + "..").toArray(String[]::new))
          .allowEmptyShould(true)
          .check(PRODUCT);
    }
  }

  @Test
  void onlyTheLakeWrites() {
    DescribedPredicate<JavaClass> writers =
        belongToAnyOf(
                DataFrameWriter.class,
                DataFrameWriterV2.class,
                DataStreamWriter.class,
                DeltaTable.class)
            .or(resideInAPackage("io.delta.tables.."));
    noClasses()
        .that(
            DescribedPredicate.not(
                // The generator writes files as AWS does, which are the input of the product.
                resideInAnyPackage("io.hawkshaw.lake..", "io.hawkshaw.generate..")))
        .should()
        .dependOnClassesThat(writers)
        .check(PRODUCT);
    classes()
        .that()
        .resideInAPackage("io.hawkshaw.lake")
        .and()
        .haveSimpleName("DeltaLake")
        .should()
        .dependOnClassesThat(writers)
        .check(PRODUCT);
  }

  @Test
  void onlyMainEndsTheProcess() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Main.class)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(PRODUCT);
  }
}
