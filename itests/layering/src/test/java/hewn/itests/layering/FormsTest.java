package hewn.itests.layering;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a form says of its fields decides which values reach the component. */
class FormsTest {
    private static final String FIELD = "org.osgi.service.metatype.annotations.AttributeDefinition";
    private static final Set<String> NUMBERS = Set.of("int", "long", "double");

    @Test
    void everyNumberHasALeastAndAMost() {
        List<JavaMethod> numbers = numbers();
        assertThat(numbers).hasSizeGreaterThan(40);
        assertThat(numbers)
                .filteredOn(number -> !states(number, "min") || !states(number, "max"))
                .isEmpty();
    }

    private static List<JavaMethod> numbers() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("hewn").stream()
                        .map(JavaClass::getMethods)
                        .flatMap(Set::stream)
                        .filter(method -> method.isAnnotatedWith(FIELD))
                        .filter(method ->
                                NUMBERS.contains(method.getRawReturnType().getName()))
                        .toList();
    }

    private static boolean states(JavaMethod field, String bound) {
        return field.getAnnotationOfType(FIELD)
                .get(bound)
                .filter(value -> !value.toString().isEmpty())
                .isPresent();
    }
}
