package hewn.itests.layering;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** Packages can be read from the bottom up, within a bundle too, where no manifest tells what depends on what. */
class PackageCyclesTest {
    @Test
    void noPackagesDependOnEachOther() {
        slices().matching("hewn.(**)")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("hewn"));
    }
}
