package hewn.engine.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;

import hewn.engine.tensorflow.WeightVariables.Weight;
import hewn.inference.EngineException;
import java.util.List;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Fills the variables of a session with its weights.
 *
 * <p>All in one call: TensorFlow keeps an executor for each set of tensors that was ever fed. The variables share the
 * memory that is fed, so there is one copy of each weight.
 */
final class WeightAssignment implements AutoCloseable {
    private final NativeSession session;
    private final List<Weight> weights;
    private final TF_Output placeholders;
    private final PointerPointer<TF_Tensor> values;
    private final PointerPointer<TF_Operation> assignments;

    /**
     * Makes room for an assignment.
     *
     * @param session where the variables are
     * @param weights what to assign
     */
    WeightAssignment(NativeSession session, List<Weight> weights) {
        this.session = session;
        this.weights = weights;
        int room = Math.max(1, weights.size());
        placeholders = new TF_Output(room);
        values = new PointerPointer<>(room);
        values.zero();
        assignments = new PointerPointer<>(room);
    }

    /**
     * Assigns all weights.
     *
     * @throws EngineException if a weight does not fit
     */
    void run() throws EngineException {
        if (weights.isEmpty()) {
            return;
        }
        for (int i = 0; i < weights.size(); i++) {
            prepare(i, weights.get(i));
        }
        int count = weights.size();
        try (NativeStatus status = new NativeStatus()) {
            TF_SessionRun(
                    session.handle(),
                    null,
                    placeholders,
                    values,
                    count,
                    null,
                    (PointerPointer<TF_Tensor>) null,
                    0,
                    assignments,
                    count,
                    null,
                    status.handle());
            status.check("the weights can't be assigned");
        }
    }

    private void prepare(int index, Weight weight) throws EngineException {
        placeholders
                .getPointer(index)
                .oper(session.graph().operation(weight.placeholder()))
                .index(0);
        assignments.put(index, session.graph().operation(weight.assignment()));
        values.put(index, value(weight.value()));
    }

    private static TF_Tensor value(TensorProto value) throws EngineException {
        long[] dimensions = value.getTensorShape().getDimList().stream()
                .mapToLong(TensorShapeProto.Dim::getSize)
                .toArray();
        return NativeTensors.in(
                value.getDtypeValue(), dimensions, value.getTensorContent().asReadOnlyByteBuffer());
    }

    @Override
    public void close() {
        for (int i = 0; i < weights.size(); i++) {
            TF_Tensor value = values.get(TF_Tensor.class, i);
            if (value != null) {
                TF_DeleteTensor(value);
            }
        }
        placeholders.close();
        values.close();
        assignments.close();
    }
}
