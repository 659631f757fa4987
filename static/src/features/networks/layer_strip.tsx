/** Below the blocks of a network: what each of its layers sees in a picture, layer by layer. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { describeError } from '../../lib/api';
import { say, t } from '../../lib/texts';
import type { LayerMaps, LayerPictures, ModelFile, Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { askLive } from '../inference/live_loop';
import { getModelFiles, groupModels } from '../model_files/model_files';
import { encodePng } from '../output/drawing_pad';
import { TeachCamera } from '../teach/camera';
import { CameraTrouble } from '../teach/camera_stage';
import { LayerDetail } from './layer_detail';
import { formatNumber, type MapPlace } from './layer_maps';
import { fetchLayers, findPicture, findPictures, type LookedAt, type OwnFilter } from './layers_api';
import './texts';

/** Pixels that such a network can need of a side. */
const LONGEST_SIDE = 320;
/** The name of a network of layers that sees pictures. */
const NETWORK = /^Network \d+x\d+x\d+ /;

export function LayerStrip({ opened }: { opened: ProjectStore }) {
  const files = getModelFiles(opened);
  useEffect(() => files.watch(), [files]);
  const [open, setOpen] = useState(false);
  const fits = (files.models.value ?? []).filter((one) => !one.damaged && NETWORK.test(one.model ?? ''));
  const trained = groupModels(fits.filter((one) => one.kind === 'pth')).main;
  const network = opened.program.value.networks.find((line) => NETWORK.test(line));
  // Blocks that were changed since are another network, which has not learned.
  const model = network ? trained.find((one) => one.model === network) : trained[0];
  if (!files.models.value) return null;
  return (
    <section class={`look ${open ? 'open' : ''}`} aria-label={t('lookTitle')}>
      <button class="look-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevronDown' : 'chevronUp'} size="s" />
        <b>{t('lookTitle')}</b>
      </button>
      {open && model && <LayerLook key={model.path} opened={opened} model={model} />}
      {open && !model && network && <LayerLook key="fresh" opened={opened} network={network} />}
      {open && !model && !network && <p class="look-wait">{t('lookUntrained')}</p>}
    </section>
  );
}

interface LookProps {
  opened: ProjectStore;
  /** Of a network that has learned. */
  model?: ModelFile;
  /** The layers of one that has not. */
  network?: string;
}

function LayerLook({ opened, model, network }: LookProps) {
  const [picture, setPicture] = useState<Blob | null>(null);
  const [odd, setOdd] = useState(false);
  const [own, setOwn] = useState<OwnFilter | null>(null);
  const answered = useRef(() => {});
  const { seen, trouble, setTrouble } = useLayers(opened, { model, network }, picture, own, () => answered.current());
  const [chosen, choose] = useChoice(opened, seen);
  const turn = useRef(0);
  const camera = useCamera((picture) => {
    setPicture(picture);
    return new Promise<void>((done) => (answered.current = done));
  });
  const take = async (file: Blob | null) => {
    const png = file && (await encodePng(file, LONGEST_SIDE).catch(() => null));
    setOdd(file !== null && !png);
    if (png) setPicture(png);
  };
  const takeNext = async () => {
    camera.release();
    try {
      const set = model ? String(model.data?.path ?? '') : await findPictures(opened.id);
      const address = await findPicture(opened.id, set, turn.current++);
      if (address) await take(await (await fetch(address)).blob());
    } catch (error) {
      setTrouble(describeError(error));
    }
  };
  useEffect(() => void takeNext(), [model?.path]);
  return (
    <>
      <div class="row look-tools">
        <button class="btn" onClick={() => void takeNext()}>
          <Icon name="refresh" />
          <span>{t('lookNext')}</span>
        </button>
        <label class="btn">
          <Icon name="image" />
          <span>{t('lookFile')}</span>
          <input
            class="sr"
            type="file"
            accept="image/*"
            onChange={({ currentTarget: input }) => {
              camera.release();
              void take(input.files?.[0] ?? null);
              input.value = '';
            }}
          />
        </label>
        <button
          class="btn"
          aria-pressed={camera.stream.value !== null}
          disabled={camera.opening.value}
          onClick={() => {
            if (camera.stream.value) return camera.release();
            camera.attach();
            void camera.open();
          }}
        >
          <Icon name={camera.stream.value ? 'cameraOff' : 'camera'} />
          <span>{t(camera.stream.value ? 'lookCameraOff' : 'lookCamera')}</span>
        </button>
      </div>
      {camera.trouble.value ? (
        <div class="look-wait" role="alert">
          <CameraTrouble camera={camera} />
        </div>
      ) : odd || trouble ? (
        <p class="look-wait" role="alert">
          {odd ? t('lookOdd') : say(trouble!)}
        </p>
      ) : seen ? (
        <LayerRows seen={seen} chosen={chosen} onChoose={choose} />
      ) : (
        <p class="look-wait" role="status">
          {t(picture ? 'lookWorking' : 'lookNone')}
        </p>
      )}
      {seen && chosen && !trouble && (
        <LayerDetail seen={seen} place={chosen} own={own} onOwn={setOwn} onChoose={choose} />
      )}
    </>
  );
}

interface Layers {
  seen: LayerPictures | null;
  trouble: Text | null;
  setTrouble(trouble: Text): void;
}

/**
 * What the layers see in the picture, with the filter that somebody fills in. One question is under way at a time; of
 * those that come meanwhile the newest is asked next. onAnswer: nothing is left to ask.
 */
function useLayers(
  opened: ProjectStore,
  { model, network }: Pick<LookProps, 'model' | 'network'>,
  picture: Blob | null,
  own: OwnFilter | null,
  onAnswer: () => void,
): Layers {
  const [seen, setSeen] = useState<LayerPictures | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const [left] = useState(() => new AbortController());
  const asking = useRef(false);
  const looked = useRef<LookedAt>({ network: '' });
  looked.current = model ? { model: model.path } : { network: network ?? '' };
  const next = useRef<{ picture: Blob; own: OwnFilter | null } | null>(null);
  useEffect(() => () => left.abort(), [left]);
  const askAll = async () => {
    asking.current = true;
    while (next.current) {
      const asked = next.current;
      next.current = null;
      try {
        setSeen(await fetchLayers(opened.id, looked.current, asked.picture, asked.own, left.signal));
        setTrouble(null);
      } catch (error) {
        if (left.signal.aborted) return;
        setTrouble(describeError(error));
      }
    }
    asking.current = false;
    onAnswer();
  };
  useEffect(() => {
    if (!picture) return;
    next.current = { picture, own };
    if (!asking.current) void askAll();
  }, [picture, model?.modified, network, own]);
  return { seen, trouble, setTrouble };
}

/** The camera of this view; while it is open, `show` gets its newest picture as soon as the one before is done with. */
function useCamera(show: (picture: Blob) => Promise<void>): TeachCamera {
  const [camera] = useState(() => new TeachCamera());
  const newest = useRef(show);
  newest.current = show;
  const stream = camera.stream.value;
  useEffect(() => () => camera.release(), [camera]);
  useEffect(() => {
    if (!stream) return undefined;
    const ask = async ({ picture }: { picture(): Promise<Blob | null> }) => {
      const seen = await picture();
      if (seen) await newest.current(seen);
    };
    return askLive({ ask, trouble: camera.trouble }, camera, () => 1);
  }, [stream]);
  return camera;
}

/** The chosen map; its layer's block has the ring, and the layer of a block that gets it is chosen. */
function useChoice(
  opened: ProjectStore,
  seen: LayerPictures | null,
): [MapPlace | null, (place: MapPlace | null) => void] {
  const [chosen, setChosen] = useState<MapPlace | null>(null);
  const blocks = opened.program.value.layers;
  const findBlock = ({ number, shape }: LayerMaps) => (blocks[number]?.shape === shape ? blocks[number].block : null);
  const selected = opened.selected.value;
  useEffect(() => {
    const layer = seen?.layers.findIndex((one) => findBlock(one) === selected) ?? -1;
    if (selected && layer >= 0 && layer !== chosen?.layer) setChosen({ layer, map: 0 });
  }, [selected]);
  const choose = (place: MapPlace | null) => {
    setChosen(place);
    const block = place && seen && findBlock(seen.layers[place.layer]);
    if (block) opened.canvas.peek()?.select(block);
  };
  return [chosen && seen && chosen.layer < seen.layers.length ? chosen : null, choose];
}

interface RowsProps {
  seen: LayerPictures;
  chosen: MapPlace | null;
  onChoose(place: MapPlace): void;
}

function LayerRows({ seen, chosen, onChoose }: RowsProps) {
  return (
    <div class="look-body">
      <figure class="look-input">
        <img class="pixels" src={seen.input} alt="" />
        <figcaption class="cap">{t('lookInput', { shape: seen.shape })}</figcaption>
        {!seen.learned && <p class="cap look-random">{t('lookRandom')}</p>}
      </figure>
      <ol class="look-rows">
        {seen.layers.map((one, layer) => (
          <li key={one.number} class={chosen?.layer === layer ? 'chosen' : ''}>
            <button class="look-name" onClick={() => onChoose({ layer, map: 0 })}>
              <b>{say(one.name)}</b>
              <span class="cap look-shape">{one.shape}</span>
              <span class="cap">{t('lookRange', { low: formatNumber(one.low), high: formatNumber(one.high) })}</span>
            </button>
            <div class="look-maps">
              {one.maps.map((address, map) => (
                <button
                  key={map}
                  class="look-map"
                  aria-label={t('lookMap', { layer: say(one.name), n: map + 1 })}
                  aria-pressed={chosen?.layer === layer && chosen.map === map}
                  onClick={() => onChoose({ layer, map })}
                >
                  <img class="pixels" src={address} alt="" />
                </button>
              ))}
            </div>
            {one.channels > one.maps.length && <span class="cap">{t('lookRest', { n: one.channels })}</span>}
          </li>
        ))}
        <li class="cap look-note">{t('lookBrighter')}</li>
      </ol>
    </div>
  );
}
