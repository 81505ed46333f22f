package hewn.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsGuardTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private Forms forms;
    private SettingsGuard guard;

    @BeforeEach
    void readForms() {
        forms = Forms.of(List.of(FormDocument.oven(folder)));
        guard = new SettingsGuard(() -> forms, told::add);
    }

    @ParameterizedTest
    @CsvSource({
        "degrees, -5, is less than 30, 180",
        "degrees, 301, is more than 300, 180",
        "degrees, abc, is no integer of 32 bits, 180",
        "degrees, 5000000000, is no integer of 32 bits, 180",
        "degrees, '', is empty, 180",
        "share, NaN, is more than 1, 0.5",
        "share, half, is no number, 0.5",
        "lit, perhaps, is neither true nor false, true",
        "mode, newest, 'is none of grill, fan', grill",
    })
    void whatIsNotValidIsKeptFromTheComponentAndTold(String field, String value, String why, String standard) {
        assertThat(guarded("hewn.oven", field, value)).doesNotContainKey(field);
        assertThat(told)
                .singleElement()
                .asString()
                .contains("'Hewn oven'", "(" + field + ")", "'" + value + "' " + why);
        assertThat(told.get(0)).endsWith("the default holds: " + standard);
    }

    @Test
    void whatIsValidGetsThrough() {
        Map<String, Object> valid = Map.of(
                "degrees",
                30,
                "share",
                1.0,
                "lit",
                false,
                "mode",
                "fan",
                "times",
                new Integer[] {3, 4},
                "notes",
                new String[] {"a, b", "\\", ""},
                "unknown",
                "x");
        assertThat(guarded("hewn.oven", valid)).containsAllEntriesOf(valid);
        assertThat(guarded("hewn.oven", "degrees", "200")).containsEntry("degrees", "200");
        assertThat(told).isEmpty();
    }

    @Test
    void valuesOfEveryKindAreLookedAt() {
        assertThat(guarded("hewn.oven", "times", List.of(1, 0))).doesNotContainKey("times");
        assertThat(guarded("hewn.oven", "times", new int[] {0})).doesNotContainKey("times");
        assertThat(guarded("hewn.oven", "times", new int[0])).containsKey("times");
        assertThat(guarded("hewn.oven", "degrees", new int[0])).doesNotContainKey("degrees");
        assertThat(guarded("hewn.oven", "degrees", 5_000_000_000L)).doesNotContainKey("degrees");
    }

    @Test
    void everyOtherFieldOfTheFormGetsThrough() {
        assertThat(guarded("hewn.oven", Map.of("degrees", 0, "mode", "fan"))).containsEntry("mode", "fan");
    }

    @Test
    void configurationsOfAFactoryAndForOneBundleHaveTheSameForm() {
        Hashtable<String, Object> ofFactory = new Hashtable<>(
                Map.of("service.pid", "hewn.ovens~one", "service.factoryPid", "hewn.ovens", "degrees", 0));
        guard.modifyConfiguration(null, ofFactory);
        assertThat(ofFactory).doesNotContainKey("degrees");
        assertThat(guarded("hewn.oven|bundle|1.0.0", "degrees", 0)).doesNotContainKey("degrees");
        assertThat(guarded("other", "degrees", 0)).containsKey("degrees");
    }

    @Test
    void aFaultIsToldOnceUntilItIsAnother() {
        guarded("hewn.oven", "degrees", 0);
        guarded("hewn.oven", "degrees", 0);
        assertThat(told).hasSize(1);
        guarded("hewn.oven", "degrees", 1);
        assertThat(told).hasSize(2);
        guarded("hewn.oven", "degrees", 100);
        guarded("hewn.oven", "degrees", 1);
        assertThat(told).hasSize(3);
    }

    @Test
    void secretsAreNotTold() {
        guarded("hewn.oven", "secret", "pw");
        assertThat(told).singleElement().asString().doesNotContain("pw").contains("is less than 3");
    }

    @Test
    void theCheckWarnsInTheSameWords() {
        guarded("hewn.oven", "degrees", 0);
        Dictionary<String, Object> saved = new Hashtable<>(Map.of("service.pid", "hewn.oven", "degrees", 0));
        Result result = new SettingsCheck(() -> SettingsGuard.faults(forms, saved)).execute();
        assertThat(result.getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(result.toString()).contains(told.get(0));
        assertThat(new SettingsCheck(List::of).execute().getStatus()).isEqualTo(Result.Status.OK);
    }

    private Map<String, Object> guarded(String pid, String field, Object value) {
        return guarded(pid, Map.of(field, value));
    }

    private Map<String, Object> guarded(String pid, Map<String, Object> saved) {
        Hashtable<String, Object> properties = new Hashtable<>(saved);
        properties.put("service.pid", pid);
        guard.modifyConfiguration(null, properties);
        return properties;
    }
}
