package hewn.savedmodel.internal;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import hewn.savedmodel.internal.freeze.RestoreReader;
import hewn.savedmodel.internal.freeze.Variables;
import hewn.savedmodel.internal.inline.Library;
import hewn.savedmodel.internal.policy.Policy;
import hewn.savedmodel.internal.read.CallSignature;
import hewn.savedmodel.internal.read.MetaGraphs;
import hewn.savedmodel.internal.read.SavedModelFile;
import hewn.savedmodel.internal.read.SignatureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.MetaGraphDef;

/** A SavedModel that was read and found fit to be served. Immutable but for its files. */
public final class SavedModelSource implements SourceModel {
    private final Map<String, CutSignature> signatures;

    private SavedModelSource(Map<String, CutSignature> signatures) {
        this.signatures = signatures;
    }

    /**
     * Reads a model.
     *
     * @param folder the folder that holds {@code saved_model.pb}
     * @param limits how large the model may be
     * @return the model
     * @throws ModelException if it is damaged, not allowed, or too large
     */
    public static SavedModelSource read(Path folder, ModelLimits limits) throws ModelException {
        MetaGraphDef graph = MetaGraphs.serving(SavedModelFile.read(folder, limits));
        List<CallSignature> calls = SignatureReader.read(graph, limits);
        Library library = new Library(graph.getGraphDef());
        Policy policy = new Policy(library, graph.getMetaInfoDef().getStrippedOpList(), limits);
        for (CallSignature call : calls) {
            policy.check(call);
        }
        policy.checkLoading(graph);
        Variables variables = Variables.open(folder, RestoreReader.keys(library, graph.getSaverDef()), limits);
        Map<String, CutSignature> signatures = new LinkedHashMap<>();
        for (CallSignature call : calls) {
            signatures.put(
                    call.name(),
                    CutSignature.of(library, call, graph.getGraphDef().getVersions(), variables, limits));
        }
        return new SavedModelSource(signatures);
    }

    @Override
    public List<Signature> signatures() {
        return signatures.values().stream().map(CutSignature::signature).toList();
    }

    @Override
    public LayerGraph layers(String signature) {
        return find(signature).layers();
    }

    @Override
    public Map<String, Integer> operations(String signature) {
        return find(signature).operations();
    }

    @Override
    public Slice writeSlice(String signature, LayerRange layers, Path folder) throws ModelException, IOException {
        return find(signature).write(layers, folder);
    }

    private CutSignature find(String signature) {
        return Optional.ofNullable(signatures.get(signature))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no signature '" + signature + "', but " + signatures.keySet()));
    }
}
