package hewn.cli.command;

import hewn.cli.api.Deployment;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;

/** A placement as a table: which slice runs where, and what is predicted of it. */
record PlacementText(Deployment deployment) {
    @Override
    public String toString() {
        Table table = new Table("STAGE", "DEVICE", "LAYERS", "SLICE", "COMPUTE (predicted)", "HOP IN (predicted)");
        deployment
                .stages()
                .forEach(stage -> table.row(
                        stage.stage(),
                        stage.device(),
                        stage.firstLayer() + ".." + stage.lastLayer(),
                        stage.slice().map(s -> Quantity.bytes(s.sizeBytes())).orElse("-"),
                        isMeasured() ? Quantity.seconds(stage.predicted().computeSeconds()) : "not measured yet",
                        Quantity.seconds(stage.predicted().transferSeconds())));
        return table + System.lineSeparator() + new WhyText(deployment);
    }

    private boolean isMeasured() {
        return deployment.placement().map(Deployment.Placement::layersMeasured).orElse(false);
    }
}
