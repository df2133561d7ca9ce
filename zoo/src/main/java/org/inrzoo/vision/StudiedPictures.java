package org.inrzoo.vision;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.datasets.label.PictureSet;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.metric.Measure;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;
import org.inrzoo.study.About;
import org.inrzoo.study.Studied;
import org.inrzoo.study.StudiedData;
import org.inrzoo.study.StudyBase;
import org.inrzoo.study.StudyPictures;
import org.inrzoo.study.StudyReport;

/** Labelled pictures that networks learn to tell apart, in a study of several. */
public final class StudiedPictures implements Studied {

    private final String data;
    private final PictureSet set;
    private final int pictures;
    private final int threads;

    private StudiedPictures(String data, PictureSet set, int pictures, int threads) {
        this.data = data;
        this.set = set;
        this.pictures = pictures;
        this.threads = threads;
    }

    /**
     * Reads the pictures.
     *
     * @param data see {@link PictureSources#read}
     * @param pictures how many every training learns from, as many of every class, drawn by its seed; 0 for all
     * @param threads threads that compute
     */
    public static StudiedPictures read(String data, int pictures, int threads) {
        return new StudiedPictures(data, PictureSources.read(data), pictures, threads);
    }

    /** The same pictures, which files that trainings leave say to come from elsewhere. */
    StudiedPictures calledBy(String original) {
        return new StudiedPictures(original, set, pictures, threads);
    }

    /** What a person should know of how they were read. */
    public List<String> notes() {
        return set.notes();
    }

    private int learnt() {
        int all = set.train().size();
        return pictures == 0 ? all : Math.min(pictures, all);
    }

    @Override
    public Measure check(ZooModel model) {
        VisionModel network = VisionModels.of(model);
        LabelledPictures like = set.train();
        network.network(
                        like.channels(),
                        like.height(),
                        like.width(),
                        like.classes().size())
                .norms(); // refuses pictures that it is not for
        steps(model);
        return ClassifierRecord.ACCURACY;
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public int steps(ZooModel model) {
        return ClassifierRun.steps(learnt(), VisionModels.of(model).recipe());
    }

    @Override
    public Object work(ZooModel model) {
        VisionModel network = VisionModels.of(model);
        return List.of(network.hyperparameters(), network.recipe().batch());
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public StudiedPictures onThreads(int other) {
        return new StudiedPictures(data, set, pictures, other);
    }

    @Override
    public Map<String, Object> identity() {
        Map<String, Object> identity = new TreeMap<>();
        identity.put("learnt", set.train().sha256());
        identity.put("tested", set.test().sha256());
        identity.put("pictures", pictures);
        return identity;
    }

    @Override
    public StudiedData data() {
        String place = data.substring(data.indexOf(':') + 1);
        return new StudiedData(
                StudiedPicturesKind.NAME,
                data,
                StudiedData.pathIn(place),
                Map.of(StudiedPicturesKind.PICTURES, pictures));
    }

    @Override
    public Class<ClassifierRecord> records() {
        return ClassifierRecord.class;
    }

    @Override
    public About about(Measure measure) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("data", data);
        about.put("sha256", set.train().sha256());
        about.put("learnt", learnt());
        about.put("tested", set.test().size());
        about.put("measure", measure.name());
        about.put("unit", measure.unit());
        String extent = learnt() + " pictures learnt from, " + set.test().size() + " tested";
        return new About(data, extent, about, measure, List.of());
    }

    @Override
    public RunningFit start(ZooModel model, Optional<StudyBase> from, RunFolder folder) {
        int all = steps(model);
        return ClassifierRun.start(
                VisionModels.of(model), new NamedPictures(data, set), pictures, from, threads, all, folder);
    }

    /** The confusions of every entry's first training. */
    @Override
    public Optional<BufferedImage> pictures(StudyReport report, Path folder) {
        return StudyPictures.left(report, folder, run -> run.path().resolve(ClassifierRun.CONFUSION));
    }
}
