package org.inrzoo.fit;

/** Another listener, which no step waits for. */
record PatientListener(FitListener listener) implements FitListener {

    @Override
    public void onStep(Progress progress) {
        listener.onStep(progress);
    }

    @Override
    public void onNote(String note) {
        listener.onNote(note);
    }

    @Override
    public int stepsAtOnce() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean stops(Progress progress) {
        return listener.stops(progress);
    }
}
