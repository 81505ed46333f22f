package hewn.engine.tensorflow;

import hewn.inference.EngineException;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;

/**
 * What a signature takes and gives, and which tensors are to be fed and fetched for that.
 *
 * <p>TensorFlow neither feeds a tensor twice nor fetches one that is fed, but a signature may name a tensor as often as
 * it likes.
 *
 * @param inputs what is fed, sorted by key
 * @param outputs what is answered, sorted by key
 * @param fetches the tensors that have to be fetched for the outputs, each once
 */
record SignatureTensors(List<Endpoint> inputs, List<Endpoint> outputs, List<Endpoint> fetches) {
    /**
     * Finds a signature.
     *
     * @param metaGraph a graph with signatures
     * @param name the signature's name
     * @return its tensors
     * @throws EngineException if there is no such signature, or it can't be called
     */
    static SignatureTensors of(MetaGraphDef metaGraph, String name) throws EngineException {
        SignatureDef signature = metaGraph.getSignatureDefMap().get(name);
        if (signature == null) {
            throw new EngineException("there is no signature '" + name + "', but "
                    + new TreeSet<>(metaGraph.getSignatureDefMap().keySet()));
        }
        List<Endpoint> inputs = Endpoint.of(signature.getInputsMap());
        List<Endpoint> outputs = Endpoint.of(signature.getOutputsMap());
        if (outputs.isEmpty()) {
            throw new EngineException("the signature '" + name + "' has no outputs");
        }
        return new SignatureTensors(inputs, outputs, fetches(byTensor(inputs), outputs));
    }

    private static Map<String, Endpoint> byTensor(List<Endpoint> inputs) throws EngineException {
        Map<String, Endpoint> byTensor = new LinkedHashMap<>();
        for (Endpoint input : inputs) {
            Endpoint same = byTensor.put(input.tensor(), input);
            if (same != null) {
                throw new EngineException("the inputs '" + same.spec().name() + "' and '"
                        + input.spec().name() + "' of the signature are the same tensor");
            }
        }
        return byTensor;
    }

    private static List<Endpoint> fetches(Map<String, Endpoint> fed, List<Endpoint> outputs) {
        Map<String, Endpoint> fetches = new LinkedHashMap<>();
        for (Endpoint output : outputs) {
            if (!fed.containsKey(output.tensor())) {
                fetches.putIfAbsent(output.tensor(), output);
            }
        }
        return List.copyOf(fetches.values());
    }

    /** What a call takes. */
    List<TensorSpec> inputSpecs() {
        return inputs.stream().map(Endpoint::spec).toList();
    }

    /** What a call gives. */
    List<TensorSpec> outputSpecs() {
        return outputs.stream().map(Endpoint::spec).toList();
    }

    /**
     * Picks what is to be fed.
     *
     * @param given by name, perhaps more than is taken
     * @return one tensor for each input
     * @throws EngineException if one is missing or does not fit
     */
    List<Tensor> feeds(Map<String, Tensor> given) throws EngineException {
        List<Tensor> feeds = new ArrayList<>(inputs.size());
        for (Endpoint input : inputs) {
            Tensor tensor = given.get(input.spec().name());
            if (tensor == null) {
                throw new EngineException("input '" + input.spec().name() + "' is missing, but got " + given.keySet());
            }
            input.require(tensor.type(), tensor.shape());
            feeds.add(tensor);
        }
        return feeds;
    }

    /**
     * Puts an answer together.
     *
     * @param fed what was fed
     * @param fetched one tensor for each fetch
     * @return the outputs by name
     */
    Map<String, Tensor> answer(List<Tensor> fed, List<Tensor> fetched) {
        Map<String, Tensor> byTensor = new LinkedHashMap<>();
        for (int i = 0; i < fed.size(); i++) {
            byTensor.put(inputs.get(i).tensor(), fed.get(i));
        }
        for (int i = 0; i < fetched.size(); i++) {
            byTensor.put(fetches.get(i).tensor(), fetched.get(i));
        }
        Map<String, Tensor> answer = new LinkedHashMap<>();
        for (Endpoint output : outputs) {
            answer.put(output.spec().name(), byTensor.get(output.tensor()));
        }
        return Collections.unmodifiableMap(answer);
    }
}
