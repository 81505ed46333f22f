package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import hewn.inference.ModelException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every malformed or hostile model that can be told by looking is refused, with where and why. */
class RefusalTest {
    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final long MOST_ALLOCATED_BYTES = 16 << 20;

    @BeforeAll
    static void loadDefinitions() throws ModelException {
        Models.read(Models.small("bad/healthy", 1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    truncated-pb                 | saved_model.pb            | saved_model.pb is damaged (truncated or not a SavedModel)
                    random-pb                    | saved_model.pb            | saved_model.pb is damaged (truncated or not a SavedModel)
                    zero-length-pb               | saved_model.pb            | empty
                    empty-folder                 | saved_model.pb            | missing
                    missing-shard                | variables.data-00000-of-00001 | missing
                    missing-variables            | variables/variables.index | missing
                    flipped-byte                 | w/.ATTRIBUTES             | checksum
                    short-shard                  | variables.data-00000-of-00001 | 753
                    index-missing-tensor         | variables/variables.index | 'v/.ATTRIBUTES/VARIABLE_VALUE'
                    random-index                 | variables/variables.index | no index
                    no-serve-tag                 | saved_model.pb            | train
                    no-signature                 | saved_model.pb            | no signature
                    negative-dims                | input 'x'                 | -7
                    huge-dims                    | input 'x'                 | more than 2^63 elements
                    signature-names-missing-node | serving_default           | 'no_such_node', which does not exist
                    signature-wrong-dtype        | input 'x'                 | is DT_STRING
                    unknown-op                   | 'relu'                    | TotallyUnknownOp is not known
                    cycle-in-function            | function '__inference     | cycle
                    cycle-in-graph               | node 'loop_               | cycle
                    recursive-function           | function '__inference     | calls itself
                    dangling-input               | 'relu'                    | does not exist
                    huge-const                   | 'huge'                    | 1099511627776 elements
                    read-file                    | 'ReadFile'                | reads or writes files
                    write-file                   | 'WriteFile'               | reads or writes files
                    random-op                    | RandomStandardNormal      | random
                    random-output                | RandomUniform             | random
                    hash-table                   | 'hash_table'              | lookup table
                    counter                      | AssignAddVariableOp       | writes a variable
                    py-function                  | EagerPyFunc               | Python
                    print-op                     | PrintV2                   | reports
                    """)
    void namesWhereAndWhy(String name, String where, String reason) {
        Path model = Models.small("bad/" + name, 1);
        long before = allocated();
        ModelException refused = assertTimeoutPreemptively(
                AT_MOST, () -> catchThrowableOfType(ModelException.class, () -> Models.read(model)));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.where()).contains(where);
        assertThat(refused.getMessage()).contains(reason).doesNotContainIgnoringCase("protocol message");
        assertThat(refused.remedy()).isNotBlank();
        assertThat(allocated() - before).isLessThan(MOST_ALLOCATED_BYTES);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"healthy", "endless-loop"})
    void isForWhatCanBeSeenAlone(String name) throws ModelException {
        assertThat(Models.read(Models.small("bad/" + name, 1)).signatures()).hasSize(1);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
