package org.inrzoo.task;

import java.util.List;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.NetworkAnswers;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.HashGrid;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.network.Architecture;
import org.inrzoo.scene.OutputLink;
import org.inrzoo.scene.SoftDensity;
import org.inrzoo.signal.ViewedScene;

/**
 * What networks of scenes are compared with: colours and densities at the vertices of a plain grid, interpolated linearly, trained by the
 * same objective. Of the cells along each axis they have so many that there are about as many numbers as {@code relu-pe} has parameters: 36 where
 * colours do not depend on the direction.
 */
final class VoxelGrid {

    private static final int NUMBERS = 4 * 37 * 37 * 37;
    private static final int STEPS = 500;
    private static final int BATCH = 1 << 14;

    /** Of a table in which every vertex has an entry of its own. */
    private static final int LOG_TABLE = 24;

    private VoxelGrid() {}

    private static Recipe recipe(long seed) {
        return Recipe.adam(0.1, STEPS)
                .with("beta2", 0.99)
                .with("epsilon", 1e-15)
                .with("schedule", "cosine")
                .with("batch", BATCH)
                .with("evaluations", 1)
                .with("seed", seed);
    }

    /** How good the grid of a scene becomes, of the rays' samples as a kind of objective has them. */
    static List<Score> scores(ViewedScene scene, RadianceObjective kind, long seed) {
        Recipe recipe = recipe(seed);
        Objective objective = new Radiance(scene, kind, recipe, OutputLink.FREE, step -> new SoftDensity());
        int outputs = kind.outputs(scene);
        int cells = (int) Math.rint(Math.cbrt((double) NUMBERS / outputs)) - 1;
        Architecture grid = new Architecture(3, List.of(new HashGrid(3, 1, outputs, LOG_TABLE, cells, cells)));
        try (Engine engine =
                Engines.create(Engines.AUTO, grid, Runtime.getRuntime().availableProcessors())) {
            Fit fit = new Fit(engine, recipe, objective);
            float[] parameters = fit.run(fit.start()).parameters();
            Score psnr = objective.scores(NetworkAnswers.of(engine, parameters)).get(0);
            return List.of(new Measure("psnr-voxel-grid", "dB").of(psnr.value()));
        }
    }
}
