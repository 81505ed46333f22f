package hewn.savedmodel.internal.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.OpDef;

class AllowedOperationsTest {
    @Test
    void areKnownAndHaveNoState() {
        for (String name : AllowedOperations.standard().names()) {
            OpDef definition = OpRegistry.standard().find(name).orElseThrow(() -> new AssertionError(name));
            assertThat(definition.getIsStateful()).as(name).isFalse();
            assertThat(definition.getInputArgList()).as(name).noneMatch(OpDef.ArgDef::getIsRef);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReadFile",
                "MatchingFiles",
                "ImmutableConst",
                "PyFuncStateless",
                "Abort",
                "Assign",
                "RandomUniform",
                "GenerateVocabRemapping",
                "DecodeProtoV2",
                "InplaceUpdate",
                "Switch",
                "TensorArrayReadV2",
                "XlaDot"
            })
    void doNotReachBeyondTheirInputs(String op) {
        assertThat(AllowedOperations.standard().contains(op)).isFalse();
    }
}
