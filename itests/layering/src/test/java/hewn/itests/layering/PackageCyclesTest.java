package hewn.itests.layering;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Packages can be read from the bottom up, within a bundle or a program too, where no manifest tells what depends on what.
 */
class PackageCyclesTest {
    private static final JavaClasses HEWN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("hewn");

    @Test
    void noPackagesDependOnEachOther() {
        slices().matching("hewn.(**)").should().beFreeOfCycles().check(HEWN);
    }

    @Test
    void theProgramsAreSeenToo() {
        assertThat(List.of(
                        "hewn.program",
                        "hewn.cli.api",
                        "hewn.bench.run",
                        "hewn.agent.emulation",
                        "hewn.deployer.canary"))
                .allMatch(HEWN::containPackage);
    }
}
