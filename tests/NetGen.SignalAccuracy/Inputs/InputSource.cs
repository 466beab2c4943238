namespace NetGen.SignalAccuracy;

/// <summary>Where the batches come from that a network is given.</summary>
internal abstract record InputSource
{
    /// <summary>In words, for the report.</summary>
    public abstract string Description { get; }

    /// <summary>Whether it is there on this machine.</summary>
    public virtual bool IsHere => true;

    /// <summary>Whether batches have the statistics that predictions assume.</summary>
    public virtual bool IsAsAssumed => false;

    /// <summary>A batch of a mean and a standard deviation over all values.</summary>
    public abstract float[] Create(NetworkInfo info, double mean, double std, int batch, ulong seed);
}
