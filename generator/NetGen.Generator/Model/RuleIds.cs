namespace NetGen.Generator.Model;

/// <summary>What a finding can be about. The texts and severities belong to the analyzer; docs/rules has a page for each.</summary>
internal static class RuleIds
{
    public const string NotPartial = "NG0001";
    public const string MissingInput = "NG0002";
    public const string SplitDeclaration = "NG0003";
    public const string ModifierWithoutLayer = "NG0004";
    public const string SeveralInitializers = "NG0005";
    public const string InvalidArgument = "NG0006";
    public const string MissingLoss = "NG0007";
    public const string DefaultInitializer = "NG0008";
    public const string DuplicateName = "NG0009";
    public const string UnknownInput = "NG0010";
    public const string InputBelow = "NG0011";
    public const string EmptyNetwork = "NG0012";
    public const string UnsupportedType = "NG0013";
    public const string UnsuitableInitializer = "NG0014";
    public const string LossNotLast = "NG0015";
    public const string UnusedLayer = "NG0016";
    public const string InvalidBlock = "NG0017";
    public const string TooLarge = "NG0018";
    public const string MissingMarker = "NG0019";
    public const string InvalidSetting = "NG0020";
    public const string ReLUWithXavier = "NG1001";
    public const string HeWithoutRectifier = "NG1002";
    public const string ConstantWeights = "NG1003";
    public const string ZeroInitializationAccepted = "NG1004";
    public const string HandPickedStd = "NG1005";
    public const string SELUInitializer = "NG1006";
    public const string NominalStd = "NG1007";
    public const string HiddenBias = "NG1008";
    public const string DeepPlainConvolutions = "NG1012";
    public const string ScaleBeforeNormalization = "NG1016";
    public const string StdIgnoresChannels = "NG1017";
    public const string SlopeMissing = "NG1018";
    public const string SoftmaxOverOneUnit = "NG2001";
    public const string SoftmaxTwice = "NG2002";
    public const string ActivationLossMismatch = "NG2004";
    public const string RestrictedLogits = "NG2005";
    public const string RestrictedRegression = "NG2006";
    public const string StackedLinear = "NG2007";
    public const string RedundantActivation = "NG2008";
    public const string SaturatingStack = "NG2009";
    public const string BornDead = "NG2011";
    public const string ShapeMismatch = "NG3001";
    public const string WindowTooLarge = "NG3002";
    public const string MissingFlatten = "NG3003";
    public const string DroppedBorder = "NG3005";
    public const string BiasBeforeBatchNorm = "NG3006";
    public const string DropoutBeforeBatchNorm = "NG3007";
    public const string DropoutBeforePooling = "NG3008";
    public const string BatchNormOnHead = "NG3010";
    public const string UnusualTrend = "NG3009";
    public const string DropoutRate = "NG3011";
    public const string Budget = "NG3012";
}
