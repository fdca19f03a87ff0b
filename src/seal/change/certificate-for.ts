import type {SealingCertificate} from '../../certificates/sealing-certificates.js'
import {outputPattern} from '../../config/output-path.js'
import {GsecError} from '../../errors.js'
import type {SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import {
  type CertificateChoice,
  type ChooserFlags,
  type ChooserSurroundings,
  certificateChooser,
  type TargetSurroundings,
} from '../choose-targets.js'

/** The certificate that a SealedSecret is to be sealed for, loaded. @throws what `chooseCertificate` throws, and what loading it does */
export async function certificateFor(
  sealed: SealedSecretManifest,
  flags: ChooserFlags,
  surroundings: Omit<TargetSurroundings, 'defaultNamespace'>,
): Promise<SealingCertificate> {
  return surroundings.certificate(chooseCertificate(sealed, flags, surroundings).request)
}

/**
 * The certificate that a SealedSecret is to be sealed for: that of --cert or --for, else that of the environment of its
 * path. Of several clusters it is the one whose output path this is.
 * @throws GsecError CERT_MISSING, USAGE where several could be meant
 */
export function chooseCertificate(
  {object, place}: SealedSecretManifest,
  flags: ChooserFlags,
  surroundings: ChooserSurroundings,
): CertificateChoice {
  const {path} = object.document.file
  const {certificates} = certificateChooser(flags, surroundings)(path, place)
  const [only, second] = certificates.length > 1 ? writtenTo(surroundings.placeInConfig(path), certificates) : certificates
  if (only && !second) return only
  const names = certificates.map(({cluster}) => cluster ?? '')
  throw new GsecError('USAGE', `the SealedSecret could be for ${names.join(' or ')}`, {
    where: place,
    hint: `say which with --for ${names[0]}`,
  })
}

/** The clusters whose output template gives this path. */
function writtenTo(place: string | undefined, certificates: readonly CertificateChoice[]): CertificateChoice[] {
  if (place === undefined) return []
  return certificates.filter(
    ({cluster, output}) => cluster !== undefined && output !== undefined && outputPattern(output, cluster).test(place),
  )
}
