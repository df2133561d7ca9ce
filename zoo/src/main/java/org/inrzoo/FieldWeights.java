package org.inrzoo;

import java.util.List;
import java.util.Optional;
import org.inrzoo.field.Field;
import org.inrzoo.io.Safetensors;
import org.inrzoo.metric.Score;
import org.inrzoo.record.SignalRecord;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.weights.WeightsSubject;

/** Functions of any signal. */
public final class FieldWeights implements TrainedKind<SignalRecord, TrainedField> {

    @Override
    public boolean reads(Safetensors content) {
        return Field.isField(content);
    }

    @Override
    public TrainedField read(Safetensors content, String name) {
        return new TrainedField(Field.of(content, name));
    }

    @Override
    public Class<SignalRecord> record() {
        return SignalRecord.class;
    }

    @Override
    public WeightsSubject subject(SignalRecord record) {
        SignalRecord.Observed observed = record.observed();
        SignalKind kind = SignalKinds.named(observed.signal());
        boolean usual = observed.objective().equals(kind.objective());
        return new WeightsSubject(
                observed.signal(),
                observed.name() + (usual ? "" : " by " + observed.objective()),
                observed.sizes(),
                WeightsSubject.word(usual ? observed.signal() : observed.objective()) + "-"
                        + WeightsSubject.word(observed.name()),
                truth(record).flatMap(signal -> kind.licence(observed.name())));
    }

    /** Of signals that are known by samples; what is known by rays or by what is inside has the scores of its run. */
    @Override
    public Optional<List<Score>> scores(TrainedField trained, SignalRecord record) {
        return truth(record)
                .filter(Samples.class::isInstance)
                .map(Samples.class::cast)
                .map(signal -> SignalKinds.named(signal.kind())
                        .scores(signal, trained.field().samples()));
    }

    /** The signal, where it is one of the zoo's own. */
    private static Optional<Signal> truth(SignalRecord record) {
        SignalRecord.Observed observed = record.observed();
        if (SignalKinds.named(observed.signal()).licence(observed.name()).isEmpty()) {
            return Optional.empty();
        }
        Signal signal = SignalKinds.read(observed.signal() + ":" + observed.name(), observed.reading());
        return Optional.of(signal).filter(found -> found.sha256().equals(observed.sha256()));
    }
}
