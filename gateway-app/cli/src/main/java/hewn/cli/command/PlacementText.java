package hewn.cli.command;

import hewn.cli.api.Deployment;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;

/** A placement as a table: which slice runs where, and what is predicted of it. */
record PlacementText(Deployment deployment) {
    @Override
    public String toString() {
        Table<Deployment.Stage> table = Table.of(deployment.stages())
                .figures("STAGE", Deployment.Stage::stage)
                .words("DEVICE", Deployment.Stage::device)
                .figures("LAYERS", stage -> stage.firstLayer() + ".." + stage.lastLayer())
                .figures("SLICE", PlacementText::size)
                .figures("COMPUTE (predicted)", this::compute)
                .figures(
                        "HOP IN (predicted)",
                        stage -> Quantity.seconds(stage.predicted().transferSeconds()));
        return table + System.lineSeparator() + new WhyText(deployment);
    }

    private static String size(Deployment.Stage stage) {
        return stage.slice().map(slice -> Quantity.bytes(slice.sizeBytes())).orElse("-");
    }

    private String compute(Deployment.Stage stage) {
        return isMeasured() ? Quantity.seconds(stage.predicted().computeSeconds()) : "not measured yet";
    }

    private boolean isMeasured() {
        return deployment.placement().map(Deployment.Placement::layersMeasured).orElse(false);
    }
}
